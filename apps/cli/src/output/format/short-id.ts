import { escapeForTerminal } from '../escape/escape-for-terminal.js';

/** A child's id where room is short: `…_16` for child 16 of the sweep. Escaped. */
export function shortId(runId: string, sweepId: string): string {
  return escapeForTerminal(runId.startsWith(`${sweepId}_`) ? `…${runId.slice(sweepId.length)}` : runId);
}
