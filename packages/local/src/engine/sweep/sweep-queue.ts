import { warnOfMetricBelow } from '../best-child/warn-of-metric-below.js';
import type { CodeSnapshot } from '../trial/code-snapshot.js';
import { runTrial } from '../trial/run-trial.js';
import type { StoredTrial } from '../trial/stored-trial.js';
import type { TrialVerdict } from '../trial/trial-verdict.js';
import type { SweepParts } from './sweep-parts.js';
import { sweepTag } from './sweep-tags.js';
import { createTrialQueue, type TrialQueue } from './trial-queue.js';

/** Makes the queue of a sweep's trials. */
export function createSweepQueue(
  parts: SweepParts,
  snapshot: CodeSnapshot,
  waiting: readonly StoredTrial[],
): TrialQueue {
  const { context, sweep, log, generator, policy, clock, course } = parts;
  const { scope, definition, runner } = sweep;
  const queue = createTrialQueue({
    waiting,
    maxRunning: sweep.config.maxConcurrentRuns,
    isOpen: () => course.phase().kind === 'scheduling' && course.isGoingOn() && !clock.isPaused(),
    makeNext: (signal) => generator.next(signal),
    start({ runId, point, nextStart, survivor }) {
      const warn = (text: string): void => log('SCHEDULER', `Trial ${runId}: ${text}`, 'WARNING');
      return runTrial(context, { scope, runId, point, definition, runner, snapshot, nextStart, survivor, warn });
    },
    onStarted({ runId, survivor }) {
      log('SCHEDULER', survivor === undefined ? `Starting trial ${runId}` : `Trial ${runId} is still running`);
      if (survivor !== undefined) policy.trialAdopted(runId);
    },
    onEnded({ runId }, verdict) {
      recordEnd(parts, runId, verdict);
      if (verdict.refusesAll === undefined) return;
      const reason = `The compute ${runner.name} runs no trial of this sweep: ${verdict.refusesAll}`;
      course.send({ kind: 'refused', reason });
    },
    onIdle: () => course.send({ kind: 'idle', isBlockedByPause: isBlockedByPause(parts, queue) }),
    onFailure: parts.fail,
    onUnrecordedStop: (runId, error) =>
      log('SCHEDULER', `That trial ${runId} is being ended could not be recorded: ${String(error)}`, 'WARNING'),
  });
  return queue;
}

function recordEnd({ context, sweep, log, generator, policy }: SweepParts, runId: string, verdict: TrialVerdict): void {
  generator.trialEnded(runId);
  policy.trialEnded(runId);
  const reason = verdict.error?.message ?? verdict.cancellationReason;
  log('SCHEDULER', `Trial ${runId} is ${verdict.status}${reason === undefined ? '' : `: ${reason}`}`);
  const warning = warnOfMetricBelow(context.store, { scope: sweep.scope, runId }, sweep.config.primaryMetric.name);
  if (warning !== undefined) log('SCHEDULER', `Trial ${runId}: ${warning}`, 'WARNING');
}

/** Whether there are trials that only a pause keeps from being started. */
function isBlockedByPause({ context, sweep, clock }: SweepParts, queue: TrialQueue): boolean {
  if (!clock.isPaused()) return false;
  const isSampling = sweep.state.reopenedAfter === undefined;
  return (
    queue.waiting().length > 0 ||
    (isSampling && context.store.getRun(sweep)?.tags.get(sweepTag.allGenerated) !== 'true')
  );
}
