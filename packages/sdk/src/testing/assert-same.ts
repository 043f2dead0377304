/** Fails unless both values are the same all the way down; Maps, Dates, bigint, NaN and -0 are distinguished. */
export function assertSame(actual: unknown, expected: unknown, what: string): void {
  const [got, wanted] = [show(actual), show(expected)];
  if (got !== wanted) throw new Error(`${what}: expected ${wanted}, got ${got}.`);
}

/** Fails unless the promise rejects with an error that has this `code`. */
export async function assertRejects(promise: Promise<unknown>, code: string, what: string): Promise<void> {
  const outcome = await promise.then(() => 'a result', codeOf);
  assertSame(outcome, code, what);
}

/** The `code` of an error of this family; anything else as it is. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
}

function show(value: unknown): string {
  if (value instanceof Map) return `Map{${[...value].map(([key, item]) => `${show(key)}=>${show(item)}`).join(',')}}`;
  if (Array.isArray(value)) return `[${value.map(show).join(',')}]`;
  if (value instanceof Date) return `Date(${value.toISOString()})`;
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'object' && value !== null && !(value instanceof Error)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${key}:${show(item)}`)
      .join(',')}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
