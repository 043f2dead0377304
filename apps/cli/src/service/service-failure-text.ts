import { escapeAsOneLine } from '../output/escape-for-terminal.js';

/** What a service in this process met while nobody was asking it, as one line. */
export function serviceFailureText(error: unknown, runId: string | undefined): string {
  const reason = escapeAsOneLine(error instanceof Error ? error.message : String(error));
  if (runId === undefined) return `The local service met a failure: ${reason}`;
  return `The sweep ${escapeAsOneLine(runId)} cannot go on before the next start of the service: ${reason}`;
}
