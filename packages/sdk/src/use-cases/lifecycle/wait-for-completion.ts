import { RunFailedError, type RunRecord, type RunStatus } from '@hyperdrive-run/core';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { callback, flag, type OptionChecks, oneOf } from '../../arguments/option-checks.js';
import { createEndCheck } from './end-check.js';
import { type PollOptions, poll, pollChecks } from './poll.js';

/** How to wait for a run. */
export interface WaitOptions extends PollOptions {
  /** Is called with the run each time it was asked. */
  readonly onUpdate?: ((run: RunRecord) => void) | undefined;
  /** Whether a run that Failed rejects. Default true. */
  readonly throwOnError?: boolean | undefined;
  /** `finalizing` ends the wait already at Finalizing or CancelRequested, as Python's does. Default `terminal`. */
  readonly until?: 'terminal' | 'finalizing' | undefined;
}

/** @see WaitOptions */
export const waitChecks: OptionChecks<WaitOptions> = {
  ...pollChecks,
  onUpdate: callback,
  throwOnError: flag,
  until: oneOf('terminal', 'finalizing'),
};

/** Asks for a run until it has ended, and returns it as it ended. */
export async function waitForCompletion(
  backend: SweepBackend,
  runId: string,
  options: WaitOptions = {},
): Promise<RunRecord> {
  const { signal, until = 'terminal', throwOnError = true } = options;
  const hasEnded = createEndCheck();
  const question = {
    ask: () => backend.getRun(runId, { signal }),
    isLast: (run: RunRecord) => hasEnded(run) || (until === 'finalizing' && isFinalizing(run.status)),
    summary: ({ status }: RunRecord) => status,
    subject: `Run ${JSON.stringify(runId)}`,
  };
  let ended: RunRecord | undefined;
  for await (const run of poll(question, options)) {
    options.onUpdate?.(run);
    ended = run;
  }
  if (ended === undefined) throw new Error('A poll ends with an answer or throws.');
  if (ended.status === 'Failed' && throwOnError) throw new RunFailedError(runId, ended.error);
  return ended;
}

function isFinalizing(status: RunStatus): boolean {
  return status === 'Finalizing' || status === 'CancelRequested';
}
