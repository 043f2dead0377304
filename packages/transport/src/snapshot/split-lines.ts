import { SnapshotError } from './snapshot-error.js';

/** Where a snapshot's text comes from: the text itself, or pieces of it, such as a file's or a response's stream. */
export type SnapshotSource = string | AsyncIterable<string | Uint8Array> | ReadableStream<string | Uint8Array>;

/**
 * The lines of a text that comes in pieces, however it was cut: for each piece those that end in it. A last line without a
 * line feed counts. Lists of lines, because waiting for each line takes longer than reading it.
 * @throws SnapshotError where bytes are no text in UTF-8
 */
export async function* splitLines(source: SnapshotSource): AsyncGenerator<readonly string[], void, undefined> {
  let rest = '';
  let lines = 0;
  for await (const piece of textsOf(source, () => lines + 1)) {
    // Only the new piece is searched: a long line must not be searched again with each of its pieces.
    const parts = piece.split('\n');
    const last = parts.pop() ?? '';
    if (parts[0] === undefined) rest += last;
    else {
      parts[0] = rest + parts[0];
      rest = last;
      lines += parts.length;
      yield parts.map(withoutReturn);
    }
  }
  if (rest !== '') yield [withoutReturn(rest)];
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

async function* textsOf(source: SnapshotSource, line: () => number): AsyncGenerator<string, void, undefined> {
  let isFirst = true;
  for await (const text of typeof source === 'string' ? [source] : decodedOf(source, line)) {
    yield isFirst && text.startsWith('\ufeff') ? text.slice(1) : text;
    isFirst &&= text === '';
  }
}

async function* decodedOf(
  source: Exclude<SnapshotSource, string>,
  line: () => number,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let kept: Uint8Array[] = [];
  const decodeKept = (): string => {
    const [bytes = new Uint8Array(), ...others] = kept;
    kept = [];
    try {
      return decoder.decode(others.length === 0 ? bytes : joinBytes([bytes, ...others]));
    } catch {
      const hint = 'A sweep is exported as text. If the file is compressed, unpack it first.';
      throw new SnapshotError({ line: line(), problem: 'contains bytes that are no text in UTF-8', hint });
    }
  };
  for await (const piece of piecesOf(source)) {
    if (typeof piece === 'string') {
      yield decodeKept();
      yield piece;
      continue;
    }
    // Whole lines only: a decoder that may have to keep half a character takes four times as long.
    const end = piece.lastIndexOf(lineFeed) + 1;
    if (end > 0) {
      kept.push(piece.subarray(0, end));
      yield decodeKept();
    }
    // A copy, because who gives the pieces may use their memory again.
    kept.push(piece.slice(end));
  }
  yield decodeKept();
}

const lineFeed = 0x0a;

function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
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
