/** The sizes of parts: each size is a statement of its own, which is prepared once. */
const sizes = [100, 10, 2, 1] as const;

/**
 * Cuts what is bound to one statement into parts of 100, 10, 2 and 1: a call of the driver costs more than a row does, and
 * few sizes leave few statements to prepare.
 */
export function* slices<T>(items: readonly T[]): Iterable<readonly T[]> {
  let first = 0;
  for (const size of sizes) {
    for (; items.length - first >= size; first += size) yield items.slice(first, first + size);
  }
}

/** So many values to bind, as a list of SQL without its brackets. */
export function placeholders(count: number): string {
  return `${'?, '.repeat(count - 1)}?`;
}

/** So many rows to bind, each of so many values. */
export function tuples(width: number, count: number): string {
  const tuple = `(${placeholders(width)})`;
  return `${`${tuple}, `.repeat(count - 1)}${tuple}`;
}
