import { balancedJoin } from '../database/balanced-join.js';
import type { SqlValue } from '../database/sqlite-database.js';
import type { RunFilter } from './run-query.js';

/** A condition on a row of `runs`, with the values of its question marks in order. */
export interface SqlCondition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

const columns = {
  runId: 'runs.run_id',
  parentRunId: 'runs.parent_run_id',
  rootRunId: 'runs.root_run_id',
  status: 'runs.status',
  runType: 'runs.run_type',
  name: 'runs.name',
  createdTime: 'runs.created_time',
  startTime: 'runs.start_time',
  endTime: 'runs.end_time',
} as const;

const operators = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;
const tables = { tag: 'run_tags', property: 'run_properties' } as const;

/** Translates a filter. Users' words become values, never SQL. */
export function runFilterToSql(filter: RunFilter): SqlCondition {
  if (filter.kind !== 'compare') {
    const parts = filter.of.map(runFilterToSql);
    const sql = balancedJoin(
      parts.map((part) => part.sql),
      filter.kind === 'and' ? 'AND' : 'OR',
    );
    return { sql, values: parts.flatMap((part) => part.values) };
  }
  const { field, operator } = filter;
  const value = filter.value instanceof Date ? filter.value.getTime() : filter.value;
  if (field.kind === 'tag' || field.kind === 'property') {
    const exists = (condition: string): string =>
      `EXISTS (SELECT 1 FROM ${tables[field.kind]} AS texts WHERE texts.run = runs.sequence AND texts.name = ?${condition})`;
    if (value === null) {
      // A name that was set without a value is kept as an empty text.
      const sql = operator === 'ne' ? exists(` AND texts.value <> ''`) : exists(` AND texts.value = ''`);
      return { sql, values: [field.name] };
    }
    if (operator === 'ne') return { sql: `NOT ${exists(' AND texts.value = ?')}`, values: [field.name, value] };
    return { sql: exists(` AND texts.value ${operators[operator]} ?`), values: [field.name, value] };
  }
  const column = columns[field.name];
  if (value === null) return { sql: `${column} IS ${operator === 'ne' ? 'NOT NULL' : 'NULL'}`, values: [] };
  if (operator === 'ne') return { sql: `${column} IS NOT ?`, values: [value] };
  return { sql: `${column} ${operators[operator]} ?`, values: [value] };
}
