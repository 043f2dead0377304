import {
  type ChildSummary,
  type HyperDriveRun,
  type JsonValue,
  type RunMetrics,
  type RunRecord,
  writeJson,
} from '@hyperdrive-run/sdk';
import { stringify } from 'csv-stringify/sync';
import { type CsvCell, type CsvColumn, columnTexts } from './csv-column.js';
import { guardFormula } from './guard-formula.js';
import { metricColumns } from './metric-columns.js';
import { uniqueHeadings } from './unique-headings.js';

/** A child with all that its row is made of. */
interface ChildEntry {
  readonly child: ChildSummary;
  readonly record: RunRecord | undefined;
  readonly hyperparameters: ReadonlyMap<string, JsonValue> | undefined;
  readonly metrics: RunMetrics | undefined;
}

/** The columns that every sweep has, in their order; all others follow. */
const fixedColumns: readonly (Omit<CsvColumn, 'cells'> & { readonly cell: (entry: ChildEntry) => CsvCell })[] = [
  { heading: 'runId', isText: true, cell: ({ child }) => child.runId },
  { heading: 'status', isText: true, cell: ({ child }) => child.status },
  { heading: 'startTime', isText: true, cell: ({ record }) => record?.startTime?.toISOString() },
  { heading: 'endTime', isText: true, cell: ({ record }) => record?.endTime?.toISOString() },
  { heading: 'bestPrimaryMetric', cell: ({ child }) => child.bestPrimaryMetric },
  { heading: 'durationSeconds', cell: ({ record }) => durationOf(record) },
  { heading: 'failureReason', isText: true, cell: ({ record }) => record?.error?.message ?? record?.error?.code },
];

/**
 * A sweep's children as CSV (RFC 4180): one row a child, the best first. Columns: the fixed ones, each hyperparameter under
 * its name, then each metric as its last, least and greatest value, the primary metric before the others in the order of
 * their names. A name that is taken already has what it is of behind it. Times are ISO texts in UTC, lists and objects JSON.
 */
export async function sweepToCsv(sweep: HyperDriveRun, onWarning: (message: string) => void): Promise<string> {
  const children = await sweep.getChildrenSortedByPrimaryMetric({ onWarning });
  const hyperparameters = await sweep.getHyperparameters({ onWarning });
  const metrics = await sweep.getMetrics();
  const records = new Map<string, RunRecord>();
  for await (const { id, record } of sweep.getChildren()) if (record !== undefined) records.set(id, record);
  const entries = children.map((child): ChildEntry => {
    const { runId } = child;
    return {
      child,
      record: records.get(runId),
      hyperparameters: hyperparameters.get(runId),
      metrics: metrics.get(runId),
    };
  });
  const taken = new Set<string>();
  const columns = [
    ...named(
      fixedColumns.map(({ cell, ...column }) => ({ ...column, cells: entries.map(cell) })),
      taken,
      '',
    ),
    ...named(hyperparameterColumns(entries), taken, 'hyperparameter'),
    ...named(
      metricColumns(
        entries.map((entry) => entry.metrics),
        sweep.hyperdriveConfig.primaryMetricName,
      ),
      taken,
      'metric',
    ),
  ];
  return writeTable(columns, entries.length);
}

function durationOf(record: RunRecord | undefined): number | undefined {
  const { startTime, endTime } = record ?? {};
  return startTime === undefined || endTime === undefined
    ? undefined
    : (endTime.getTime() - startTime.getTime()) / 1000;
}

/** In the order in which the children bring them up. */
function hyperparameterColumns(entries: readonly ChildEntry[]): readonly CsvColumn[] {
  const names = new Set(entries.flatMap(({ hyperparameters }) => [...(hyperparameters?.keys() ?? [])]));
  return [...names].map((heading) => ({
    heading,
    cells: entries.map(({ hyperparameters }) => cellOf(hyperparameters?.get(heading))),
  }));
}

function cellOf(value: JsonValue | undefined): CsvCell {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? writeJson(value) : value;
}

function named(columns: readonly CsvColumn[], taken: Set<string>, kind: string): readonly CsvColumn[] {
  const headings = uniqueHeadings(
    columns.map(({ heading }) => heading),
    taken,
    kind,
  );
  return columns.map((column, index) => ({ ...column, heading: headings[index] ?? column.heading }));
}

function writeTable(columns: readonly CsvColumn[], rowCount: number): string {
  const texts = columns.map(columnTexts);
  const rows = Array.from({ length: rowCount }, (_, row) => texts.map((column) => column[row] ?? ''));
  return stringify([columns.map(({ heading }) => guardFormula(heading)), ...rows]);
}
