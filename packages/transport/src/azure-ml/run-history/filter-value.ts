/**
 * A value as it is written in a filter. Plain ids go as the services' own client sends them; anything else is quoted, so that
 * it stays one value whatever it contains.
 */
export function filterValue(text: string): string {
  if (/^[A-Za-z0-9_.-]+$/.test(text)) return text;
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
