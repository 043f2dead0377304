/** An address as messages show it: without query (signatures are in there), fragment and user. */
export function shownAddress(address: string): string {
  if (!URL.canParse(address)) return 'an address that cannot be read';
  const { origin, pathname } = new URL(address);
  return pathname === '/' ? origin : origin + pathname;
}

/**
 * Takes out of a service's own words what must not be shown: queries and users of addresses, bearer tokens, JWTs, and
 * the secrets that are known.
 */
export function redact(text: string, secrets: readonly (string | undefined)[] = []): string {
  let shown = text;
  for (const secret of secrets)
    if (secret !== undefined && secret !== '') shown = shown.replaceAll(secret, '[redacted]');
  return shown
    .replaceAll(/(https?:\/\/)[^\s/@"'<>]*@/gi, '$1[redacted]@')
    .replaceAll(/(https?:\/\/[^\s?"'<>]*)\?[^\s"'<>]*/gi, '$1?[redacted]')
    .replaceAll(/\bBearer\s+[^\s"',]+/gi, 'Bearer [redacted]')
    .replaceAll(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[redacted]');
}
