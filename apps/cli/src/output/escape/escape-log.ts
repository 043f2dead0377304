import { escapeForTerminal } from './escape-for-terminal.js';

/**
 * A log made safe to print, as it arrives. Its line breaks and tabs stay; a lone carriage return, with which scripts
 * draw over a line, becomes a line break, so that nothing is hidden.
 */
export async function* escapeLog(content: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  // Kept until the next part is known: a break of two characters must not be taken for two.
  let kept = '';
  for await (const bytes of content) {
    const text = kept + decoder.decode(bytes, { stream: true });
    kept = text.endsWith('\r') ? '\r' : '';
    const escaped = escapeLogText(kept === '' ? text : text.slice(0, -1));
    if (escaped !== '') yield escaped;
  }
  const rest = escapeLogText(kept + decoder.decode());
  if (rest !== '') yield rest;
}

/** Text of a log made safe to print, line by line. */
export function escapeLogText(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.split('\t').map(escapeForTerminal).join('\t'))
    .join('\n');
}
