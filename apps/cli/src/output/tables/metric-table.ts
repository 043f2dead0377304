import type { Metric, RunMetrics } from '@hyperdrive-run/sdk';
import type { CliIo } from '../../context/cli-io.js';
import { escapeForTerminal } from '../escape/escape-for-terminal.js';
import { formatValue } from '../format/format-value.js';
import { defaultWidth } from './print-table.js';
import { renderTerminalTable, type TerminalTable } from './terminal-table.js';

/**
 * Prints metrics by run on a terminal, a line for each.
 * @param sweepId what the runs' ids begin with, left out where room is short
 */
export async function printMetricTable(
  { stdout }: CliIo,
  runs: ReadonlyMap<string, RunMetrics>,
  sweepId: string,
): Promise<void> {
  const metrics = [...runs].flatMap(([runId, logged]) => [...logged.values()].map((metric) => ({ runId, metric })));
  const wholeId = escapeForTerminal;
  const shortId = (runId: string): string =>
    escapeForTerminal(runId.startsWith(`${sweepId}_`) ? `…${runId.slice(sweepId.length)}` : runId);
  const layout = (showId: (runId: string) => string, digits: number): TerminalTable => ({
    headings: ['run', 'metric', 'values', 'first', 'last', 'min', 'max'],
    rows: metrics.map(({ runId, metric }) => [
      showId(runId),
      escapeForTerminal(metric.name),
      ...summarize(metric, digits),
    ]),
    aligns: ['left', 'left', 'right'],
    elastic: 4,
  });
  const layouts = [layout(wholeId, 6), layout(shortId, 6), layout(shortId, 3)];
  await stdout.write(`${renderTerminalTable(layouts, stdout.columns ?? defaultWidth)}\n`);
}

/** How many values, the first and the last, the least and the greatest. */
function summarize(metric: Metric, digits: number): string[] {
  if (metric.kind === 'table') {
    return [String(metric.rows.length), '', `rows of ${metric.columns.size} columns`, '', ''];
  }
  if (metric.kind === 'artifact') {
    return [String(metric.references.length), '', formatValue(metric.references.at(-1)), '', ''];
  }
  const values = metric.points.map(({ value }) => value);
  const numbers = values.flatMap((value) => (typeof value === 'number' && !Number.isNaN(value) ? [value] : []));
  numbers.sort((a, b) => a - b);
  const extremes = numbers.length < 2 ? [] : [numbers[0], numbers.at(-1)];
  const shown = [values.length < 2 ? undefined : values[0], values.at(-1), extremes[0], extremes[1]];
  return [String(values.length), ...shown.map((value) => formatValue(value, digits))];
}
