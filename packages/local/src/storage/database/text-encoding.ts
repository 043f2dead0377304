/** Marks an escaped character. It is escaped itself, so that every text has exactly one encoded form. */
const escape = '\u001b';

/**
 * SQLite's driver cuts text at a zero character and replaces halves of surrogate pairs. Both are legal in tags and
 * names, so they are written as an escape and four hexadecimal digits. Equal texts stay equal, different ones different.
 */
export function encodeText(text: string): string {
  // Nearly no text has any of these, and halves of pairs can only be where pairs may be.
  if (!/[\0\u001b\ud800-\udfff]/.test(text)) return text;
  return text.replace(
    /[\0\u001b\p{Surrogate}]/gu,
    (character) => escape + character.charCodeAt(0).toString(16).padStart(4, '0'),
  );
}

/** The reverse of {@link encodeText}. */
export function decodeText(text: string): string {
  if (!text.includes(escape)) return text;
  return text.replace(/\u001b([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
