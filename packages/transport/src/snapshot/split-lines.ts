import { SnapshotError } from './snapshot-error.js';

/** Where a snapshot's text comes from: the text itself, or pieces of it, such as a file's or a response's stream. */
export type SnapshotSource = string | AsyncIterable<string | Uint8Array> | ReadableStream<string | Uint8Array>;

/**
 * The lines of a text that comes in pieces, however it was cut. A last line without a line feed counts.
 * @throws SnapshotError where bytes are no text in UTF-8
 */
export async function* splitLines(source: SnapshotSource): AsyncGenerator<string, void, undefined> {
  let rest = '';
  let line = 0;
  for await (const piece of textsOf(source, () => line + 1)) {
    // Only the new piece is searched: a long line must not be searched again with each of its pieces.
    const parts = piece.split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      line += 1;
      yield withoutReturn(rest + part);
      rest = '';
    }
    rest += last;
  }
  if (rest !== '') yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

async function* textsOf(source: SnapshotSource, line: () => number): AsyncGenerator<string, void, undefined> {
  if (typeof source === 'string') {
    yield source.startsWith('\ufeff') ? source.slice(1) : source;
    return;
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      const hint = 'A sweep is exported as text. If the file is compressed, unpack it first.';
      throw new SnapshotError({ line: line(), problem: 'contains bytes that are no text in UTF-8', hint });
    }
  };
  for await (const piece of piecesOf(source)) yield typeof piece === 'string' ? piece : decode(piece);
  yield decode();
}

/** Safari iterates no streams, so they are read by hand; an early end cancels them. */
async function* piecesOf(
  source: Exclude<SnapshotSource, string>,
): AsyncGenerator<string | Uint8Array, void, undefined> {
  if (!('getReader' in source)) {
    yield* source;
    return;
  }
  const reader = source.getReader();
  let isDone = false;
  try {
    while (!isDone) {
      const { done, value } = await reader.read();
      isDone = done;
      if (value !== undefined) yield value;
    }
  } finally {
    if (!isDone) await reader.cancel();
  }
}
