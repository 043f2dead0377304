import { isTerminalStatus } from '@hyperdrive-run/core';
import type { RunUpdate, StoredRun } from '../../storage/runs/stored-run.js';

/** What a client reported of a run. */
export interface RunEvent {
  /** `Start`, `Completed`, `Failed`, `Canceled`, `Error`, `Warning`, `Heartbeat`; others change nothing. */
  readonly kind: string;
  readonly time: Date;
  readonly message?: string | undefined;
  readonly code?: string | undefined;
}

/**
 * What an event changes. A run that has ended stays as it ended. Of a run whose status is the engine's, what its script
 * says of failures is kept as a warning and the status stays the engine's: libraries report success after a crash.
 * @returns `undefined` where nothing changes
 */
export function updateForEvent(run: StoredRun, event: RunEvent, isStatusOfEngine: boolean): RunUpdate | undefined {
  const { kind, time, message, code } = event;
  if (kind === 'Warning') return message === undefined ? undefined : { addWarnings: [message] };
  if (isStatusOfEngine) {
    const isFailure = kind === 'Failed' || kind === 'Error';
    return isFailure && message !== undefined ? { addWarnings: [message] } : undefined;
  }
  if (isTerminalStatus(run.status)) return undefined;
  const error = { code: code ?? 'UserError', message: message ?? 'The run reported that it failed.' };
  switch (kind) {
    case 'Start':
      return { status: 'Running', startTime: run.startTime ?? time };
    case 'Completed':
    case 'Canceled':
      return { status: kind, startTime: run.startTime ?? time, endTime: time };
    case 'Failed':
      return { status: 'Failed', startTime: run.startTime ?? time, endTime: time, error: run.error ?? error };
    case 'Error':
      return { error };
    default:
      return undefined;
  }
}
