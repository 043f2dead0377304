import type { ChildSummary, HyperDriveRun, JsonValue, RunRecord } from '@hyperdrive-run/sdk';
import { writeJson } from '@hyperdrive-run/sdk';
import { stringify } from 'csv-stringify/sync';

/** What a cell may hold; nothing is an empty cell. */
type Cell = string | number | bigint | undefined;

const fixedColumns = ['runId', 'status', 'startTime', 'endTime', 'bestPrimaryMetric'] as const;

/**
 * A sweep's children as CSV (RFC 4180): one row a child, the best first, a column for each hyperparameter. Numbers have
 * all their digits, times are ISO texts in UTC, lists and objects are JSON. A text that a spreadsheet would take for a
 * formula gets an apostrophe before it.
 */
export async function sweepToCsv(sweep: HyperDriveRun, onWarning: (message: string) => void): Promise<string> {
  const children = await sweep.getChildrenSortedByPrimaryMetric({ onWarning });
  const hyperparameters = await sweep.getHyperparameters({ onWarning });
  const records = new Map<string, RunRecord>();
  for await (const { id, record } of sweep.getChildren()) if (record !== undefined) records.set(id, record);
  const names = [...new Set([...hyperparameters.values()].flatMap((values) => [...values.keys()]))];
  const fixed: ReadonlySet<string> = new Set(fixedColumns);
  const headings = names.map((name) => (fixed.has(name) ? `${name} (hyperparameter)` : name));
  const rows = children.map((child) => [
    ...fixedCells(child, records.get(child.runId)),
    ...names.map((name) => cellOf(hyperparameters.get(child.runId)?.get(name))),
  ]);
  return stringify([[...fixedColumns, ...headings], ...rows], { escape_formulas: true });
}

function fixedCells({ runId, status, bestPrimaryMetric }: ChildSummary, record: RunRecord | undefined): Cell[] {
  return [runId, status, record?.startTime?.toISOString(), record?.endTime?.toISOString(), bestPrimaryMetric];
}

function cellOf(value: JsonValue | undefined): Cell {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  return writeJson(value);
}
