import type { Metric, RunMetrics } from '@hyperdrive-run/sdk';
import type { CliIo } from '../../context/cli-io.js';
import { escapeForTerminal } from '../escape/escape-for-terminal.js';
import { plainValue } from '../format/format-value.js';

/** Characters that are written at once. */
const chunkLength = 64 * 1024;

const names = ['runId', 'metric', 'row', 'step', 'column', 'value'];

/** Prints metrics by run for programs, a line for each value, as the runs arrive. */
export async function printMetricLines(
  { stdout }: CliIo,
  runs: AsyncIterable<readonly [runId: string, metrics: RunMetrics]>,
): Promise<void> {
  let text = `${names.join('\t')}\n`;
  for await (const [runId, metrics] of runs) {
    for (const metric of metrics.values()) {
      const begin = `${escapeForTerminal(runId)}\t${escapeForTerminal(metric.name)}\t`;
      for (const fields of listValues(metric)) text += `${begin}${fields.join('\t')}\n`;
    }
    if (text.length < chunkLength) continue;
    await stdout.write(text);
    text = '';
  }
  await stdout.write(text);
}

/** Row number, step, column and value of everything that was logged under one name. */
function listValues(metric: Metric): string[][] {
  if (metric.kind === 'artifact') return metric.references.map((text, row) => [String(row), '', '', plainValue(text)]);
  if (metric.kind === 'scalar') {
    return metric.points.map(({ value, step }, row) => [String(row), plainValue(step), '', plainValue(value)]);
  }
  return metric.rows.flatMap(({ cells, step }, row) =>
    [...cells].map(([column, value]) => [String(row), plainValue(step), escapeForTerminal(column), plainValue(value)]),
  );
}
