import { isTerminalStatus, type RunStatus } from '@hyperdrive-run/sdk';
import { escapeForTerminal } from '../escape/escape-for-terminal.js';

/** How many runs have each status, those under way first: `2 Running, 10 Completed, 1 Failed`. */
export function formatCounts(counts: ReadonlyMap<RunStatus, number>): string {
  const order = ['Completed', 'Failed', 'Canceled'];
  const entries = [...counts].toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const under = entries.filter(([status]) => !isTerminalStatus(status));
  const ended = entries.filter(([status]) => isTerminalStatus(status));
  return [...under, ...ended].map(([status, count]) => `${count} ${escapeForTerminal(status)}`).join(', ');
}
