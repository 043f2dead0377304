import { InvalidArgumentError, type MetricColumnType } from '@hyperdrive-run/core';
import { checkNonEmptyString } from '@hyperdrive-run/core/internal';
import type { LoggedRow } from '@hyperdrive-run/core/ports';
import { anyObject, checkOptions, integer, type OptionChecks } from '../arguments/option-checks.js';

/** What can be logged as a value. NaN and the infinities are numbers; a bigint is an integer of any size. */
export type LoggedScalar = number | bigint | string | boolean;

/** A row of a table metric: column name to value. A Map where a column may be named `__proto__`. */
export type LoggedTableRow = Readonly<Record<string, LoggedScalar>> | ReadonlyMap<string, LoggedScalar>;

/** What goes with a logged value. */
export interface LogOptions {
  /** The step (epoch, batch, ...) that the value belongs to: an integer. */
  readonly step?: number | undefined;
}

/**
 * Makes the row that is sent for one logged value.
 * @throws InvalidArgumentError where the name is empty, the value cannot be logged or the step is no integer
 */
export function scalarRow(name: string, value: LoggedScalar, options: LogOptions): LoggedRow {
  checkNonEmptyString('name', name);
  return makeRow('scalar', name, new Map([[name, checkScalar('value', value)]]), options);
}

/** Makes the row that is sent for one row of a table. @throws InvalidArgumentError as {@link scalarRow} */
export function tableRow(name: string, row: LoggedTableRow, options: LogOptions): LoggedRow {
  checkNonEmptyString('name', name);
  anyObject('row', row);
  const entries: Iterable<[string, LoggedScalar]> = row instanceof Map ? row : Object.entries(row);
  const cells = new Map([...entries].map(([column, value]) => [column, checkScalar(`row.${column}`, value)] as const));
  if (cells.size === 0) throw new InvalidArgumentError({ option: 'row', got: row, takes: 'at least one column' });
  return makeRow('table', name, cells, options);
}

const logChecks: OptionChecks<LogOptions> = { step: integer };

function makeRow(
  kind: LoggedRow['kind'],
  name: string,
  cells: ReadonlyMap<string, LoggedScalar>,
  options: LogOptions,
): LoggedRow {
  checkOptions(options, logChecks);
  const { step } = options;
  const columns = new Map([...cells].map(([column, value]) => [column, columnType(value)] as const));
  return { metricId: crypto.randomUUID(), name, kind, cells, columns, step, time: new Date() };
}

function checkScalar(option: string, value: LoggedScalar): LoggedScalar {
  if (['number', 'bigint', 'string', 'boolean'].includes(typeof value)) return value;
  throw new InvalidArgumentError({ option, got: value, takes: 'a number, a bigint, a string or a boolean' });
}

/** Every number is a double: a script cannot tell 5 from 5.0, and a column must not change its type on the way. */
function columnType(value: LoggedScalar): MetricColumnType {
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'double';
}
