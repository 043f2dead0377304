import type { HyperDriveRun, SweepUpdate } from '@hyperdrive-run/sdk';
import type { CommandContext } from '../context/command-context.js';
import { type ExitCode, exitCode } from '../context/exit-code.js';
import { escapeForTerminal } from '../output/escape/escape-for-terminal.js';
import { formatCounts } from '../output/format/format-counts.js';
import { formatNumber } from '../output/format/format-number.js';
import { formatSparkline } from '../output/format/format-sparkline.js';
import { formatDuration } from '../output/format/format-time.js';
import type { Progress, ProgressLine } from '../output/lines/progress-line.js';
import { bestOfSweep } from './best-of-sweep.js';
import { announceTrials } from './describe-trials.js';
import { printOutcome } from './sweep-outcome.js';

/** The first pause between two questions, in milliseconds: a service on this machine may be asked often. */
export const pauseMs = { local: 250, remote: 5000 } as const;

/** Shows a sweep's progress until it has ended, and returns the last look at it. */
export async function followSweep(
  { globals }: CommandContext,
  sweep: HyperDriveRun,
  options: { readonly progress: ProgressLine; readonly pauseMs: number },
): Promise<SweepUpdate> {
  const { progress } = options;
  if (!globals.json) progress.print(announce(sweep));
  let last: SweepUpdate | undefined;
  const { hasLimits } = sweep.hyperdriveConfig;
  const watched = sweep.watch({ pollIntervalMs: options.pauseMs, onUnreadable: 'report' });
  const course = createBestCourse();
  for await (last of watched) progress.update({ ...toProgress(last, hasLimits), course: course.add(last) });
  if (last === undefined) throw new Error('watching a sweep ended without a look at it');
  return last;
}

/** Prints the result of a sweep. What a canceled sweep has found is not lost. */
export async function concludeSweep(
  context: CommandContext,
  sweep: HyperDriveRun,
  last: SweepUpdate,
): Promise<ExitCode> {
  const best = await bestOfSweep(sweep, { onUnreadable: 'report' });
  await printOutcome(context, sweep, { last, best, tookMs: last.elapsedMs ?? 0 });
  return last.status === 'Completed' ? exitCode.ok : exitCode.failure;
}

function announce({ id, hyperdriveConfig }: HyperDriveRun): string {
  const { hasLimits, maxConcurrentRuns, primaryMetricName, primaryMetricGoal } = hyperdriveConfig;
  const wanted = primaryMetricGoal === 'maximize' ? 'highest' : 'lowest';
  const limits = hasLimits ? `${announceTrials(hyperdriveConfig)}, ${maxConcurrentRuns} at a time` : 'Its trials';
  return `Sweep ${escapeForTerminal(id)}\n${limits}, for the ${wanted} ${escapeForTerminal(primaryMetricName)}.`;
}

/** How wide the course of the best value is. */
const courseWidth = 16;

/** Keeps the best value by how many trials had ended: whether the search still improves. */
function createBestCourse(): { readonly add: (update: SweepUpdate) => string } {
  const best = new Map<number, number>();
  return {
    add({ finishedChildren, bestSoFar }) {
      const value = bestSoFar?.bestPrimaryMetric;
      if (value !== undefined) best.set(finishedChildren, value);
      const values = [...best.values()];
      return values.length < 2 ? '' : formatSparkline(values, courseWidth);
    },
  };
}

/** Without a limit that somebody set, the trials that were begun are all that are known of. */
function toProgress(update: SweepUpdate, hasLimits: boolean): Omit<Progress, 'course'> {
  const { status, childrenByStatus, finishedChildren, totalTrials, bestSoFar, estimatedRestMs } = update;
  const value = bestSoFar?.bestPrimaryMetric;
  // Nobody knows how long a pause is.
  const isRestKnown =
    hasLimits && estimatedRestMs !== undefined && estimatedRestMs > 0 && !/^Paus(ed|ing)$/.test(status);
  const shownCounts = [...childrenByStatus].filter(([state]) => state !== 'Completed');
  return {
    ended: finishedChildren,
    total: hasLimits ? totalTrials : [...childrenByStatus.values()].reduce((sum, count) => sum + count, 0),
    status: escapeForTerminal(status),
    counts: formatCounts(new Map(shownCounts)),
    best: value === undefined ? '' : `best ${formatNumber(value)}`,
    rest: isRestKnown ? `about ${formatDuration(estimatedRestMs)} left` : '',
  };
}
