import type { Metric, RunRecord } from '@hyperdrive-run/core';
import { pythonEntries, pythonText } from './python-literal.js';
import { readCsv } from './read-csv.js';

/** One row of `cv_results.csv`: a candidate of a search, with what it was scored. */
export interface SearchCandidate {
  /** Its position in the table, from 0. */
  readonly row: number;
  /** What it tried, as the texts that MLflow keeps as params. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Times, means and deviations, under the names that the runs of other candidates have. */
  readonly metrics: ReadonlyMap<string, number>;
}

/**
 * The candidates in the table that autologging writes for a search.
 * @returns `undefined` where the text is no such table
 */
export function readSearchTable(text: string): readonly SearchCandidate[] | undefined {
  const [heading, ...rows] = readCsv(text) ?? [];
  if (heading === undefined || !heading.includes('params')) return undefined;
  return rows.map((cells, row) => {
    const named = new Map(heading.map((name, at) => [name, cells[at] ?? '']));
    return { row, parameters: parametersOf(named), metrics: metricsOf(named) };
  });
}

/** The dict in the column `params` says it exactly; pandas makes decimals of the integers in the columns `param_*`. */
function parametersOf(cells: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const dict = pythonEntries(cells.get('params') ?? '');
  if (dict !== undefined) return new Map([...dict].map(([name, written]) => [name, pythonText(written)]));
  const columns = [...cells].filter(([name, cell]) => name.startsWith('param_') && cell !== '');
  return new Map(columns.map(([name, cell]) => [name.slice('param_'.length), cell]));
}

/** Autologging gives its runs the same columns, without those of single splits. pandas writes nothing for a NaN. */
function metricsOf(cells: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const metrics = new Map<string, number>();
  for (const [name, cell] of cells) {
    if (name.startsWith('param') || name.startsWith('split')) continue;
    const value = numberOf(cell);
    if (value !== undefined) metrics.set(name, value);
  }
  return metrics;
}

function numberOf(cell: string): number | undefined {
  if (cell === '') return Number.NaN;
  if (/^[-+]?inf$/i.test(cell)) return cell.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number.isNaN(Number(cell)) ? undefined : Number(cell);
}

/**
 * The candidates that no run was kept for. Runs are recognised by what they tried; where several rows tried the same, the
 * better ranked ones are those with a run, since autologging keeps the best.
 */
export function candidatesWithoutRun(
  candidates: readonly SearchCandidate[],
  runs: Iterable<Pick<RunRecord, 'parameters'>>,
): readonly SearchCandidate[] {
  const left = new Set(candidates.toSorted((a, b) => rankOf(a) - rankOf(b)));
  for (const { parameters } of runs) {
    for (const candidate of left) {
      if (!isSame(candidate.parameters, parameters)) continue;
      left.delete(candidate);
      break;
    }
  }
  return candidates.filter((candidate) => left.has(candidate));
}

function rankOf({ metrics }: SearchCandidate): number {
  for (const [name, value] of metrics) if (name.startsWith('rank_test_')) return value;
  return Number.POSITIVE_INFINITY;
}

/** A run has all params of its estimator, those that were tried among them. */
function isSame(tried: ReadonlyMap<string, string>, params: ReadonlyMap<string, string> | undefined): boolean {
  return [...tried].every(([name, text]) => {
    const param = params?.get(name);
    if (param === undefined) return false;
    // A server cuts long params; numbers of pandas have a decimal point that the params have not.
    return param === text || (param.length >= 500 && text.startsWith(param)) || isSameNumber(param, text);
  });
}

function isSameNumber(a: string, b: string): boolean {
  return a.trim() !== '' && b.trim() !== '' && Number(a) === Number(b);
}

/** A candidate's metrics as the rules know them: each was logged once. */
export function toMetrics({ metrics }: SearchCandidate, names: readonly string[] | undefined): Map<string, Metric> {
  const wanted = [...metrics].filter(([name]) => names?.includes(name) ?? true);
  return new Map(
    wanted.map(([name, value]) => [name, { kind: 'scalar', name, valueType: 'double', points: [{ value, step: 0 }] }]),
  );
}
