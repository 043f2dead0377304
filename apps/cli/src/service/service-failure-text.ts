import { StorageError } from '@hyperdrive-run/local';
import { messageOf } from '../context/caught-error.js';
import { escapeAsOneLine } from '../output/escape/escape-for-terminal.js';

/** What a service in this process met while nobody was asking it, as one line. */
export function serviceFailureText(error: unknown, runId: string | undefined): string {
  const reason = escapeAsOneLine(messageOf(error));
  if (runId === undefined) return `The local service met a failure: ${reason}`;
  const when =
    StorageError.isInstance(error) && error.isRetryable
      ? 'cannot go on now and is tried again in some seconds'
      : 'cannot go on before the next start of the service';
  return `The sweep ${escapeAsOneLine(runId)} ${when}: ${reason}`;
}
