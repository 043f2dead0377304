import { findRunningService, type StartedLocalService, startLocalService } from '@hyperdrive-run/local';
import type { HyperDriveRun, SweepSnapshot, Workspace } from '@hyperdrive-run/sdk';
import { bestOfSweep } from './best-of-sweep.js';
import { type CommandContext, note } from './command-context.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { guardSweep } from './interrupt-guard.js';
import { connectToService, openWorkspace } from './open-workspace.js';
import { escapeForTerminal } from './output/escape-for-terminal.js';
import { formatCounts } from './output/format-counts.js';
import { formatNumber } from './output/format-number.js';
import { formatDuration } from './output/format-time.js';
import { createProgressLine, type Progress } from './output/progress-line.js';
import type { ReadSweepFile } from './read-sweep-file.js';
import { localFolder } from './service/local-folder.js';
import { serviceFailureText } from './service/service-failure-text.js';
import { submitSweep } from './submit-sweep.js';
import { printOutcome } from './sweep-outcome.js';

/** The first pause between two questions, in milliseconds: a service on this machine may be asked often. */
const pauseMs = { local: 250, remote: 5000 } as const;

/** Submits a sweep and stays until it has ended. Where no service runs, this process is the service meanwhile. */
export async function submitAndWait(context: CommandContext, file: ReadSweepFile): Promise<ExitCode> {
  const { io, globals } = context;
  const folder = localFolder(globals.backend, io);
  if (folder === undefined) {
    return follow(context, openWorkspace(context).workspace, file, { pauseMs: pauseMs.remote, isHere: false });
  }
  const running = findRunningService(folder);
  if (running !== undefined) {
    return follow(context, connectToService(context, running), file, { pauseMs: pauseMs.local, isHere: false });
  }
  const service = await startLocalService({
    folder,
    environment: io.env,
    onError: (error, runId) => void note(context, serviceFailureText(error, runId)),
  });
  try {
    const options = { pauseMs: pauseMs.local, isHere: true };
    const code = await follow(context, connectToService(context, service), file, options);
    await untilIdle(context, service);
    return code;
  } finally {
    await service.close();
  }
}

interface FollowOptions {
  readonly pauseMs: number;
  /** Whether the sweep runs in this process, and so ends with it. */
  readonly isHere: boolean;
}

async function follow(
  context: CommandContext,
  workspace: Workspace,
  file: ReadSweepFile,
  options: FollowOptions,
): Promise<ExitCode> {
  const { io, globals } = context;
  const progress = createProgressLine(io);
  const startedAt = Date.now();
  let sweep: HyperDriveRun | undefined;
  const guard = guardSweep(io, {
    say: (text) => progress.say(text),
    question: question(options),
    cancel: async () => {
      await sweep?.cancel();
    },
  });
  let last: SweepSnapshot | undefined;
  try {
    sweep = await submitSweep(workspace, file);
    if (!globals.json) progress.say(announce(sweep));
    for await (last of sweep.watch({ pollIntervalMs: options.pauseMs })) progress.update(toProgress(last));
  } finally {
    progress.end();
    guard.release();
  }
  if (last === undefined) throw new Error('watching a sweep ended without a look at it');
  // What a canceled sweep has found is not lost.
  const best = await bestOfSweep(sweep, { onUnreadable: 'report' });
  await printOutcome(context, sweep, { last, best, tookMs: Date.now() - startedAt });
  return last.status === 'Completed' ? exitCode.ok : exitCode.failure;
}

function announce({ id, hyperdriveConfig }: HyperDriveRun): string {
  const { maxTotalRuns, maxConcurrentRuns, primaryMetricName, primaryMetricGoal } = hyperdriveConfig;
  const wanted = primaryMetricGoal === 'maximize' ? 'highest' : 'lowest';
  const limits = `Up to ${maxTotalRuns} trials, ${maxConcurrentRuns} at a time`;
  return `Sweep ${escapeForTerminal(id)}\n${limits}, for the ${wanted} ${escapeForTerminal(primaryMetricName)}.`;
}

function question({ isHere }: FollowOptions): string {
  const leave = isHere || process.platform === 'win32' ? '' : String.raw` (Ctrl+\ leaves it running.)`;
  return `The sweep is still running. Press Ctrl+C again to cancel it.${leave}`;
}

function toProgress(snapshot: SweepSnapshot): Progress {
  const { status, childrenByStatus, finishedChildren, maxTotalRuns, bestSoFar, estimatedRestMs } = snapshot;
  const value = bestSoFar?.bestPrimaryMetric;
  const shownCounts = [...childrenByStatus].filter(([state]) => state !== 'Completed');
  return {
    ended: finishedChildren,
    total: maxTotalRuns,
    status: escapeForTerminal(status),
    counts: formatCounts(new Map(shownCounts)),
    best: value === undefined ? '' : `best ${formatNumber(value)}`,
    rest: estimatedRestMs === undefined || estimatedRestMs === 0 ? '' : `about ${formatDuration(estimatedRestMs)} left`,
  };
}

/** Others may have submitted to this process meanwhile: their trials are not cut short. */
async function untilIdle({ io }: CommandContext, service: StartedLocalService): Promise<void> {
  const idle = service.whenIdle().then(() => 'idle' as const);
  const soon = new Promise<'busy'>((resolve) => setImmediate(() => resolve('busy')));
  if ((await Promise.race([idle, soon])) === 'idle') return;
  await io.stderr.write(
    'Other sweeps run in this process too; waiting for them. Ctrl+C leaves them to the next service.\n',
  );
  let release = (): void => undefined;
  const interrupted = new Promise<void>((resolve) => {
    release = io.onStopSignal(() => resolve());
  });
  await Promise.race([idle, interrupted]);
  release();
}
