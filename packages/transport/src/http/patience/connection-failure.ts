/** Codes by which runtimes say that nothing took the connection, so that a request was never sent. */
const neverConnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ConnectionRefused',
]);

/** The code of a failed connection, such as `ECONNREFUSED`, looked for in an error and its causes. */
export function connectionFailureCode(error: unknown): string | undefined {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && current.code !== '') return current.code;
    current = 'cause' in current ? current.cause : undefined;
  }
  return undefined;
}

/**
 * Whether nothing took the connection, as far as is known: browsers do not say it, and what gives no code at all
 * (a port that `fetch` refuses, a proxy's own error) is as lasting.
 */
export function isNeverConnected(error: unknown): boolean {
  const code = connectionFailureCode(error);
  return code === undefined || neverConnected.has(code);
}
