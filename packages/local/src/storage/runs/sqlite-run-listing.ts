import { InvalidArgumentError } from '@hyperdrive-run/core';
import { numberOf, optionalNumberOf } from '../database/sql-row.js';
import type { SqliteDatabase, SqlRow } from '../database/sqlite-database.js';
import { type ListingPosition, readContinuationToken, writeContinuationToken } from './continuation-token.js';
import { runFilterToSql, type SqlCondition } from './run-filter-to-sql.js';
import type { RunOrder, RunPage, RunQuery } from './run-query.js';
import { selectRuns } from './run-row.js';
import type { StoredRun } from './stored-run.js';

/** Earlier than any date. */
const beforeAllTimes = -8.64e15;

/** Reads one page. One more row than asked for is read, to know whether it is the last page. */
export function listRuns(
  database: SqliteDatabase,
  query: RunQuery,
  toRuns: (rows: readonly SqlRow[]) => readonly StoredRun[],
): RunPage {
  if (!Number.isSafeInteger(query.pageSize) || query.pageSize < 1) {
    throw new InvalidArgumentError({ option: 'pageSize', got: query.pageSize, takes: 'an integer of at least 1' });
  }
  const order = query.order ?? 'start-time-descending';
  const among = conditionOf(query);
  const from = query.continuationToken === undefined ? undefined : readContinuationToken(query.continuationToken);
  const position = from ?? beginning(database, order, among);
  const rows: SqlRow[] = [];
  for (const segment of segmentsOf(order, position, from !== undefined)) {
    const missing = query.pageSize + 1 - rows.length;
    if (missing <= 0) break;
    rows.push(...database.all(...statementOf(segment, among, missing)));
  }
  const page = rows.slice(0, query.pageSize);
  const last = page.at(-1);
  if (rows.length <= query.pageSize || last === undefined) return { runs: toRuns(page) };
  const start = optionalNumberOf(last, 'start_time') ?? null;
  const continuationToken = writeContinuationToken({
    lastSequence: position.lastSequence,
    lastStart: position.lastStart,
    afterStart: start !== null && start > position.lastStart ? null : start,
    afterSequence: numberOf(last, 'sequence'),
  });
  return { runs: toRuns(page), continuationToken };
}

/** A run of rows that one index gives in order: what must be true besides, and the order. */
interface Segment {
  /** Alternatives; a row is in at most one of them. */
  readonly alternatives: readonly SqlCondition[];
  readonly orderBy: string;
}

function conditionOf(query: RunQuery): SqlCondition {
  const { scope } = query;
  const conditions = [
    'runs.workspace = (SELECT id FROM workspaces WHERE subscription_id = ? AND resource_group = ? AND workspace_name = ?)',
  ];
  const values: (string | number | null)[] = [scope.subscriptionId, scope.resourceGroup, scope.workspaceName];
  if ('experimentName' in scope) {
    conditions.push('runs.experiment_name = ?');
    values.push(scope.experimentName);
  }
  if (query.parentRunId !== undefined) {
    conditions.push('runs.parent_run_id = ?');
    values.push(query.parentRunId);
  }
  if (query.filter !== undefined) {
    const filter = runFilterToSql(query.filter);
    conditions.push(filter.sql);
    values.push(...filter.values);
  }
  return { sql: conditions.join(' AND '), values };
}

function beginning(database: SqliteDatabase, order: RunOrder, among: SqlCondition): ListingPosition {
  const newest = database.all('SELECT max(sequence) AS last FROM runs')[0];
  const latest = order.startsWith('start-time')
    ? database.all(`SELECT max(runs.start_time) AS last FROM runs WHERE ${among.sql}`, ...among.values)[0]
    : undefined;
  return {
    lastSequence: (newest && optionalNumberOf(newest, 'last')) ?? 0,
    lastStart: (latest && optionalNumberOf(latest, 'last')) ?? beforeAllTimes,
    afterStart: null,
    afterSequence: 0,
  };
}

function segmentsOf(order: RunOrder, position: ListingPosition, isContinued: boolean): readonly Segment[] {
  const descending = order.endsWith('descending');
  const direction = descending ? 'DESC' : 'ASC';
  const beyond = descending ? '<' : '>';
  const bySequence: SqlCondition = isContinued
    ? { sql: `runs.sequence ${beyond} ?`, values: [position.afterSequence] }
    : { sql: '1', values: [] };
  if (order === 'created-descending' || order === 'created-ascending') {
    return [{ alternatives: [within(position, bySequence)], orderBy: `sequence ${direction}` }];
  }
  const notStarted: Segment = {
    alternatives: [
      within(position, and({ sql: 'runs.start_time IS NULL', values: [] }, bySequence)),
      within(position, and({ sql: 'runs.start_time > ?', values: [position.lastStart] }, bySequence)),
    ],
    orderBy: `sequence ${direction}`,
  };
  const startedAtAll: SqlCondition = { sql: 'runs.start_time <= ?', values: [position.lastStart] };
  const orderBy = `start_time ${direction}, sequence ${direction}`;
  if (isContinued && position.afterStart !== null) {
    const rest: SqlCondition = {
      sql: `(runs.start_time, runs.sequence) ${beyond} (?, ?)`,
      values: [position.afterStart, position.afterSequence],
    };
    const started: Segment = { alternatives: [within(position, and(startedAtAll, rest))], orderBy };
    const wholeNotStarted = segmentsOf(order, position, false).filter((segment) => segment.alternatives.length > 1);
    return descending ? [started] : [started, ...wholeNotStarted];
  }
  const started: Segment = { alternatives: [within(position, startedAtAll)], orderBy };
  if (descending) return [notStarted, started];
  return isContinued ? [notStarted] : [started, notStarted];
}

function within(position: ListingPosition, condition: SqlCondition): SqlCondition {
  return and(condition, { sql: 'runs.sequence <= ?', values: [position.lastSequence] });
}

function and(a: SqlCondition, b: SqlCondition): SqlCondition {
  return { sql: `${a.sql} AND ${b.sql}`, values: [...a.values, ...b.values] };
}

function statementOf(
  segment: Segment,
  among: SqlCondition,
  limit: number,
): [sql: string, ...values: (string | number | null)[]] {
  const selects = segment.alternatives.map(({ sql }) => `${selectRuns} WHERE ${among.sql} AND ${sql}`);
  const values = segment.alternatives.flatMap((alternative) => [...among.values, ...alternative.values]);
  return [`${selects.join(' UNION ALL ')} ORDER BY ${segment.orderBy} LIMIT ?`, ...values, limit];
}
