import { isTerminalStatus, RunFailedError, type RunRecord, type RunStatus } from '@hyperdrive-run/core';
import { checkBoolean, checkOneOf } from '@hyperdrive-run/core/internal';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { type PollOptions, poll } from './poll.js';

/** How to wait for a run. */
export interface WaitOptions extends PollOptions {
  /** Is told of the run each time it was asked. */
  readonly onUpdate?: ((run: RunRecord) => void) | undefined;
  /** Whether a run that Failed rejects. Default true. */
  readonly throwOnError?: boolean | undefined;
  /** `finalizing` ends the wait already at Finalizing or CancelRequested, as Python's does. Default `terminal`. */
  readonly until?: 'terminal' | 'finalizing' | undefined;
}

/** Asks for a run until it has ended, and answers it as it ended. */
export async function waitForCompletion(
  backend: SweepBackend,
  runId: string,
  options: WaitOptions = {},
): Promise<RunRecord> {
  const { signal } = options;
  const until = checkOneOf('until', options.until, ['terminal', 'finalizing'], 'terminal');
  const throwOnError = checkBoolean('throwOnError', options.throwOnError, true);
  const question = {
    ask: () => backend.getRun(runId, { signal }),
    isLast: ({ status }: RunRecord) => hasEnded(status, until),
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

function hasEnded(status: RunStatus, until: 'terminal' | 'finalizing'): boolean {
  if (until === 'finalizing' && (status === 'Finalizing' || status === 'CancelRequested')) return true;
  return isTerminalStatus(status);
}
