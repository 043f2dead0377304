import {
  BackendError,
  type CallOptions,
  checkBoolean,
  checkDuration,
  checkOneOf,
  isTerminalStatus,
  RunFailedError,
  type RunRecord,
  type RunStatus,
  type SweepBackend,
} from '@hyperdrive-run/core';
import { delay } from './delay.js';

export interface WaitOptions extends CallOptions {
  /** Gives up after so many milliseconds, with a `timed-out` error. Default: never. */
  readonly timeoutMs?: number | undefined;
  /** The first pause between two questions, in milliseconds; pauses grow to ten times that. Default 1000. */
  readonly pollIntervalMs?: number | undefined;
  /** Is told of the run each time it was asked. */
  readonly onUpdate?: ((run: RunRecord) => void) | undefined;
  /** Whether a run that Failed rejects. Default true. */
  readonly throwOnError?: boolean | undefined;
  /** `finalizing` ends the wait already at Finalizing or CancelRequested, as Python's does. Default `terminal`. */
  readonly until?: 'terminal' | 'finalizing' | undefined;
}

/** Asks for a run until it has ended. */
export async function waitForCompletion(
  backend: SweepBackend,
  runId: string,
  options: WaitOptions = {},
): Promise<RunRecord> {
  const { signal } = options;
  const until = checkOneOf('until', options.until, ['terminal', 'finalizing'], 'terminal');
  const throwOnError = checkBoolean('throwOnError', options.throwOnError, true);
  const firstPause = checkDuration('pollIntervalMs', options.pollIntervalMs, 1000);
  const deadline = Date.now() + checkDuration('timeoutMs', options.timeoutMs, Number.POSITIVE_INFINITY);

  let pause = firstPause;
  let lastStatus: RunStatus | undefined;
  for (;;) {
    const run = await backend.getRun(runId, { signal });
    options.onUpdate?.(run);
    if (run.status === 'Failed' && throwOnError) throw new RunFailedError(runId, run.error);
    if (hasEnded(run.status, until)) return run;
    if (run.status !== lastStatus) pause = firstPause;
    lastStatus = run.status;
    const left = deadline - Date.now();
    if (left <= 0) throw timedOut(runId, run.status);
    // Jitter keeps many waiting clients from asking in step.
    await delay(Math.min(left, pause * (0.75 + Math.random() / 2)), signal);
    pause = Math.min(pause * 1.5, firstPause * 10);
  }
}

function hasEnded(status: RunStatus, until: 'terminal' | 'finalizing'): boolean {
  if (until === 'finalizing' && (status === 'Finalizing' || status === 'CancelRequested')) return true;
  return isTerminalStatus(status);
}

function timedOut(runId: string, status: RunStatus): BackendError {
  return new BackendError({
    code: 'timed-out',
    message: `Run ${JSON.stringify(runId)} is still ${status} at the end of the time that was given.`,
    hint: 'Wait with a larger timeoutMs, or cancel the run.',
    isRetryable: true,
    runId,
  });
}
