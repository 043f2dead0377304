/** All that whoever logs an error could show of it. */
export function everythingIn(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Reflect.ownKeys(value)
    .map((key) => everythingIn(Reflect.get(value, key)))
    .join('\n');
}
