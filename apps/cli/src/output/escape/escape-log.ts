import { escapeForTerminal } from './escape-for-terminal.js';

/**
 * A log made safe to print, as it arrives. Its line breaks and tabs stay; a lone carriage return, with which scripts
 * draw over a line, becomes a line break, so that nothing is hidden.
 */
export async function* escapeLog(content: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  // Held back until what follows is known: a break of two characters must not be taken for two.
  let held = '';
  for await (const bytes of content) {
    const text = held + decoder.decode(bytes, { stream: true });
    held = text.endsWith('\r') ? '\r' : '';
    const escaped = escapeLogText(held === '' ? text : text.slice(0, -1));
    if (escaped !== '') yield escaped;
  }
  const rest = escapeLogText(held + decoder.decode());
  if (rest !== '') yield rest;
}

/** Text of a log made safe to print, line by line. */
export function escapeLogText(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.split('\t').map(escapeForTerminal).join('\t'))
    .join('\n');
}
