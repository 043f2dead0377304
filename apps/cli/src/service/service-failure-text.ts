import { StorageError } from '@hyperdrive-run/local';
import { messageOf } from '../context/caught-error.js';
import { escapeAsOneLine } from '../output/escape/escape-for-terminal.js';

/** A failure of a service in this process that belongs to no request, as one line. */
export function serviceFailureText(error: unknown, runId: string | undefined): string {
  const reason = escapeAsOneLine(messageOf(error));
  if (runId === undefined) return `The local service failed: ${reason}`;
  const when =
    StorageError.isInstance(error) && error.isRetryable
      ? 'cannot continue now and is tried again in some seconds'
      : 'cannot continue before the next start of the service';
  return `The sweep ${escapeAsOneLine(runId)} ${when}: ${reason}`;
}
