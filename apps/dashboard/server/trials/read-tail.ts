import type { LogTail } from '../../api/log-tail.js';

/** So much of a long log is shown at first, and at most at once. */
const mostBytes = 64 * 1024;

/**
 * The end of a file, or what lies beyond the bytes that were read before. Whole lines where the beginning is left out.
 * @param from how many bytes are known; 0 for none
 */
export async function readTail(content: AsyncIterable<Uint8Array>, from: number): Promise<LogTail> {
  let end = 0;
  let kept: Uint8Array[] = [];
  let keptBytes = 0;
  for await (const chunk of content) {
    const known = Math.min(chunk.length, Math.max(0, from - end));
    end += chunk.length;
    if (known === chunk.length) continue;
    kept.push(chunk.subarray(known));
    keptBytes += chunk.length - known;
    if (keptBytes > 4 * mostBytes) [kept, keptBytes] = lastBytes(kept);
  }
  const all = Buffer.concat(kept);
  const start = end - all.length;
  const isCut = all.length > mostBytes || start > from;
  const shown = isCut ? fromLineStart(all.subarray(-mostBytes)) : all;
  const whole = shown.length - cutLetter(shown);
  return { text: shown.subarray(0, whole).toString('utf8'), end: end - (shown.length - whole), isCut };
}

function lastBytes(kept: readonly Uint8Array[]): [Uint8Array[], number] {
  const last = Buffer.concat(kept).subarray(-mostBytes);
  return [[last], last.length];
}

function fromLineStart(bytes: Buffer): Buffer {
  const lineEnd = bytes.indexOf(10);
  return lineEnd === -1 ? bytes : bytes.subarray(lineEnd + 1);
}

/** How many bytes at the end are the beginning of a letter whose rest is still to come. */
function cutLetter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
