/** How wide a character is, in parts of the size of the text: no fonts are measured here, so it is rather too much. */
const narrow = 0.58;
const wide = 1.05;

/** About how wide a text is drawn. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x1100 ? narrow : wide;
  return width * size;
}

/** The text where it fits, else its beginning and its end with an ellipsis between them. */
export function fitText(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  // Of a text that can never fit, only so much is looked at.
  const characters = Array.from(text.slice(0, 200));
  const end = Array.from(text.slice(-200));
  for (let kept = Math.min(characters.length, Math.floor(width / (narrow * size))); kept > 1; kept -= 1) {
    const head = Math.ceil((kept - 1) / 2);
    const fitted = `${characters.slice(0, head).join('')}…${end.slice(end.length - (kept - 1 - head)).join('')}`;
    if (textWidth(fitted, size) <= width) return fitted;
  }
  return '…';
}
