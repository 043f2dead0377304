import { writeJson } from '@hyperdrive-run/core/json';
import { numberOf, optionalNumberOf, textOf } from '../database/sql-row.js';
import type { SqliteDatabase } from '../database/sqlite-database.js';
import type { RunKey } from '../run-key.js';
import { createLeaders, type Leaders, mostLeaders } from './leaders.js';
import { type ListedSeries, listSeries, rowsAtOnce } from './listed-series.js';
import { columnPath, metricColumn } from './metric-column.js';

/** Which children lead. */
export interface LeadingChildrenQuery {
  readonly name: string;
  readonly goal: 'maximize' | 'minimize';
  /** How many of each status, at least 1. */
  readonly top: number;
}

/** The extreme of each metric, as SQLite reads numbers, and whether it has texts, which may be numbers. */
function extremesStatement(goal: LeadingChildrenQuery['goal']): string {
  return `
WITH cells AS MATERIALIZED (
  SELECT metric, sequence, data, json_extract(data, ?) AS value FROM metric_rows
    WHERE metric IN (SELECT value FROM json_each(?)) AND sequence > ? ORDER BY metric, sequence LIMIT ?
)
SELECT metric, max(sequence) AS part_end, max(typeof(value) = 'text' AND value <> 'NaN') AS has_text,
    ${goal === 'maximize' ? 'max' : 'min'}(
      CASE typeof(value) WHEN 'real' THEN value WHEN 'integer' THEN iif(json_type(data, ?) = 'integer', value, NULL) END
    ) AS extreme
  FROM cells GROUP BY metric`;
}

/**
 * Finds the children, without hidden ones, among which the first `top` of each status are by the best value of a metric. It
 * decides nothing: whoever is as near to the last one of them as SQLite reads numbers is named, and so is each child whose
 * values only the rule can read.
 * @returns their ids, after steps of some milliseconds; `undefined` where they are too many
 */
export function* findLeadingChildren(
  database: SqliteDatabase,
  parent: RunKey,
  query: LeadingChildrenQuery,
): Generator<undefined, readonly string[] | undefined> {
  const leaders = new Map<string, Leaders>();
  const unclear: string[] = [];
  for (const group of listSeries(database, parent, query.name, { sql: 'hidden = 0', values: [] })) {
    yield undefined;
    const extremes = yield* readExtremes(database, group, query);
    for (const { runId, child, series } of group) {
      if (series === undefined) continue;
      const column = metricColumn(series.metric);
      const found = extremes.get(series.id);
      if (column.kind === 'any' || (column.kind === 'column' && column.readsText && found?.hasText === true)) {
        unclear.push(runId);
      } else if (found?.extreme !== undefined) {
        const status = textOf(child, 'status');
        const ofStatus = leaders.get(status) ?? createLeaders(query);
        leaders.set(status, ofStatus);
        ofStatus.add(runId, found.extreme);
      }
    }
    const areTooMany = [...leaders.values()].some((ofStatus) => ofStatus.areTooMany());
    if (areTooMany || unclear.length > mostLeaders) return undefined;
  }
  const ids = [...unclear, ...[...leaders.values()].flatMap((ofStatus) => ofStatus.ids())];
  return ids.length > mostLeaders ? undefined : ids;
}

interface Extreme {
  readonly extreme: number | undefined;
  readonly hasText: boolean;
}

function* readExtremes(
  database: SqliteDatabase,
  group: readonly ListedSeries[],
  { name, goal }: LeadingChildrenQuery,
): Generator<undefined, ReadonlyMap<number, Extreme>> {
  const path = columnPath(name) ?? '';
  const isBetter = (a: number, b: number): boolean => (goal === 'maximize' ? a > b : a < b);
  const ids = group.flatMap(({ series }) =>
    series !== undefined && metricColumn(series.metric).kind === 'column' ? [series.id] : [],
  );
  const isLong = group.some(({ series }) => (series?.rows ?? 0) > rowsAtOnce);
  const found = new Map<number, Extreme>();
  for (let after = 0; ; ) {
    const limit = isLong ? rowsAtOnce : -1;
    const rows = database.all(extremesStatement(goal), path, writeJson(ids), after, limit, path);
    for (const row of rows) {
      const metric = numberOf(row, 'metric');
      const known = found.get(metric);
      const extreme = optionalNumberOf(row, 'extreme') ?? known?.extreme;
      const hasText = known?.hasText === true || numberOf(row, 'has_text') !== 0;
      const isKnownBetter = known?.extreme !== undefined && extreme !== undefined && isBetter(known.extreme, extreme);
      found.set(metric, { extreme: isKnownBetter ? known.extreme : extreme, hasText });
      after = numberOf(row, 'part_end');
    }
    if (!isLong || rows.length === 0) return found;
    yield undefined;
  }
}
