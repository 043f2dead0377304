import type { MetricColumnType } from '@hyperdrive-run/core';

/**
 * The columns of a metric after a row more. The first type of a column stands, but `int` gives way to `double` and
 * `float`, and `none` to every other: a script that logs 1 and then 1.5 has logged doubles. Text that turns up in a
 * column of numbers does not make text of the numbers.
 */
export function mergeColumns(
  known: ReadonlyMap<string, MetricColumnType>,
  added: ReadonlyMap<string, MetricColumnType>,
): ReadonlyMap<string, MetricColumnType> {
  const merged = new Map(known);
  for (const [name, type] of added) {
    const before = merged.get(name);
    const gives = before === undefined || before === 'none' || (before === 'int' && isFloating(type));
    if (gives) merged.set(name, type);
  }
  return merged;
}

function isFloating(type: MetricColumnType): boolean {
  return type === 'double' || type === 'float';
}
