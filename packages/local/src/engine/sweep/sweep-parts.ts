import { errorMessage } from '../../error-message.js';
import { isPassingFailure } from '../../storage/database/full-disk-error.js';
import { type BestChildRecorder, recordBestChild } from '../best-child/record-best-child.js';
import type { EngineContext } from '../engine-context.js';
import { generateTrials, type TrialGenerator } from '../points/generate-trials.js';
import { enforcePolicy, type PolicyEnforcer } from '../policies/enforce-policy.js';
import type { TrialStop } from '../trial/trial-verdict.js';
import type { Sweep } from './sweep.js';
import { createSweepClock, type SweepClock } from './sweep-clock.js';
import { createSweepCourse, type SweepCourse } from './sweep-course.js';
import type { SweepEffect } from './sweep-lifecycle.js';
import { openSweepLog, type WriteSweepLog } from './sweep-log.js';
import { sweepTag } from './sweep-tags.js';

/** What one sweep is run with in this process. */
export interface SweepParts {
  readonly context: EngineContext;
  readonly sweep: Sweep;
  readonly log: WriteSweepLog;
  readonly best: BestChildRecorder;
  readonly generator: TrialGenerator;
  readonly policy: PolicyEnforcer;
  readonly clock: SweepClock;
  readonly course: SweepCourse;
  /** Ends the sweep's stay in this process with an error of the store, or of the engine's own work. */
  readonly fail: (error: unknown) => void;
}

/** Makes the parts of a sweep and connects them. Nothing is started yet. */
export function createSweepParts(context: EngineContext, sweep: Sweep): SweepParts {
  const { store, files, now } = context;
  const log = openSweepLog(files.folderOf(sweep), now);
  const best = recordBestChild(context, sweep, log);
  const isCanceled = store.getRun(sweep)?.tags.get(sweepTag.cancellationRequested) === 'true';
  const course = createSweepCourse(isCanceled, (effect) => carryOut(parts, effect));
  const parts: SweepParts = {
    context,
    sweep,
    log,
    best,
    generator: generateTrials(context, sweep, log, best.bestOf),
    policy: enforcePolicy(context, sweep, log, (runId, reason) => course.queue()?.stop(runId, reason) === true),
    clock: createSweepClock(context, sweep, () => course.send({ kind: 'time-out' })),
    course,
    fail: (error) => {
      const asError = error instanceof Error ? error : new Error(errorMessage(error), { cause: error });
      course.send({ kind: 'failed', error: asError, isPassing: isPassingFailure(error) });
    },
  };
  return parts;
}

function carryOut(parts: SweepParts, effect: SweepEffect): void {
  const queue = parts.course.queue();
  switch (effect.kind) {
    case 'log-stop':
      if (effect.stop === 'canceled') parts.log('CONTROLLER', 'Cancellation requested');
      else parts.log('ENFORCER', 'The maximum duration is reached: ending the trials that run', 'WARNING');
      break;
    case 'stop-trials':
      queue?.stopAll(effect.reason);
      break;
    case 'log-refusal':
      parts.log('CONTROLLER', effect.reason, 'ERROR');
      break;
    case 'stop-waiting-trials':
      stopWaiting(parts, effect.reason);
      break;
    case 'detach-trials':
      queue?.detachAll();
      break;
    case 'adopt-trials':
      for (const trial of effect.trials) queue?.follow(trial);
      break;
    case 'cancel-trials':
      for (const runId of effect.runIds) cancelTrial(parts, runId);
      break;
    case 'fill-queue':
      queue?.fill();
      break;
    default:
      parts.context.store.updateRun(parts.sweep, { status: 'Paused' });
  }
}

function stopWaiting({ context, sweep: { scope }, course }: SweepParts, reason: TrialStop): void {
  const queue = course.queue();
  for (const runId of queue?.running() ?? []) {
    if (context.store.getRun({ scope, runId })?.status !== 'Running') queue?.stop(runId, reason);
  }
}

function cancelTrial({ context, sweep, course, generator }: SweepParts, runId: string): void {
  const queue = course.queue();
  if (queue?.waiting().some((trial) => trial.runId === runId) !== true) {
    queue?.stop(runId, { kind: 'canceled' });
    return;
  }
  cancelUnstarted(context, sweep, runId);
  generator.trialEnded(runId);
  queue.remove(runId);
}

/** Records of a trial that was stored but not started that it never will be. */
export function cancelUnstarted({ store, now }: EngineContext, { scope }: Sweep, runId: string): void {
  const cancellationReason = 'The run was canceled before it was started.';
  store.updateRun({ scope, runId }, { status: 'Canceled', endTime: now(), cancellationReason });
}
