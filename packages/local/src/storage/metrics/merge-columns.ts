import type { MetricColumnType } from '@hyperdrive-run/core';

/**
 * Adds a row's columns to those of its metric. The first type of a column counts, but `int` gives way to `double` and
 * `float`, and `none` to every other: a script that logs 1 and then 1.5 has logged doubles. Text that turns up in a
 * column of numbers does not make text of the numbers.
 * @returns whether anything was changed; the cost is that of the row, however many columns the metric has
 */
export function mergeColumns(
  known: Map<string, MetricColumnType>,
  added: ReadonlyMap<string, MetricColumnType>,
): boolean {
  let isChanged = false;
  for (const [name, type] of added) {
    const before = known.get(name);
    const gives = before === undefined || before === 'none' || (before === 'int' && isFloating(type));
    if (!gives || before === type) continue;
    known.set(name, type);
    isChanged = true;
  }
  return isChanged;
}

function isFloating(type: MetricColumnType): boolean {
  return type === 'double' || type === 'float';
}
