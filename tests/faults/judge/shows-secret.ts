/** All texts that a person may get to see of an error: of it, of its causes, and of what it holds. */
function textsOf(value: unknown, depth = 0): string[] {
  if (depth > 6 || value === null || value === undefined) return [];
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object') return [];
  const held = value instanceof Map ? [...value.keys(), ...value.values()] : [];
  // Messages and causes are no enumerable fields of an error.
  const fields = Object.getOwnPropertyNames(value).map((name): unknown => Reflect.get(value, name));
  return [...held, ...fields].flatMap((item) => textsOf(item, depth + 1));
}

/** Whether a token can be read in an error, or in a warning. */
export function showsSecret(value: unknown, secret: string): boolean {
  return textsOf(value).some((text) => text.includes(secret));
}
