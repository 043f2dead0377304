import type { CliIo } from '../../context/cli-io.js';
import type { TerminalTable } from './terminal-table.js';

/** The width of a terminal that does not report it, in characters. */
export const defaultWidth = 80;

/** A table as a program reads it: fields split by tabs, a line with their names first. Its texts are escaped. */
export interface PlainTable {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Prints a table: aligned columns on a terminal, never wider than it is; else lines for `cut` and `awk`.
 * @param layouts the same content laid out in several ways, the most telling first; the first that fits is shown
 */
export async function printTable(
  io: CliIo,
  table: { readonly plain: () => PlainTable; readonly layouts: () => readonly TerminalTable[] },
): Promise<void> {
  const { stdout } = io;
  if (stdout.isTerminal) {
    // Loaded when it is needed: scripts read no tables.
    const { renderTerminalTable } = await import('./terminal-table.js');
    await stdout.write(`${renderTerminalTable(table.layouts(), stdout.columns ?? defaultWidth)}\n`);
    return;
  }
  const { names, rows } = table.plain();
  const lines = [names, ...rows].map((fields) => `${fields.join('\t')}\n`);
  await stdout.write(lines.join(''));
}
