import { isTerminalStatus, type RunStatus } from '@hyperdrive-run/sdk';
import { escapeForTerminal } from '../escape/escape-for-terminal.js';
import type { Style } from '../style.js';

/** A run's status in the colour of what it means: good, bad, called off, or still under way. */
export function formatStatus(status: RunStatus, style: Style): string {
  const text = escapeForTerminal(status.slice(0, 40));
  if (!isTerminalStatus(status)) return style.cyan(text);
  if (status === 'Completed') return style.green(text);
  return status === 'Failed' ? style.red(text) : style.yellow(text);
}
