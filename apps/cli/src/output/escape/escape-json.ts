/** What a terminal acts on instead of showing it; see escape-for-terminal.ts. */
const deceptive = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * JSON made safe to print on a terminal. What would move its cursor or turn text around becomes JSON's own escape, so it
 * means the same as before. Line breaks, which JSON has only between its parts, stay.
 */
export function escapeJson(json: string): string {
  return json.replaceAll(deceptive, (character) =>
    character === '\n' ? character : character.split('').map(unicodeEscape).join(''),
  );
}

/** @param unit half of a character, where it takes two */
function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
