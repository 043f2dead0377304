/** What a table is sorted by instead of its usual order. */
export interface Sorting {
  /** The id of a column. */
  readonly column: string;
  readonly isDescending: boolean;
}

/** Writes a sorting for an address. */
export function sortingText({ column, isDescending }: Sorting): string {
  return `${isDescending ? 'down' : 'up'}:${column}`;
}

/** Reads what {@link sortingText} wrote. */
export function sortingOf(text: string | null): Sorting | undefined {
  const [, direction, column] = /^(up|down):(.*)$/s.exec(text ?? '') ?? [];
  return column === undefined ? undefined : { column, isDescending: direction === 'down' };
}
