import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeLog } from './escape-log.js';

async function* inParts(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const size of sizes) {
    yield bytes.subarray(from, from + size);
    from += size;
  }
  yield bytes.subarray(from);
}

async function escaped(text: string, sizes: readonly number[] = []): Promise<string> {
  let all = '';
  for await (const part of escapeLog(inParts(new TextEncoder().encode(text), sizes))) all += part;
  return all;
}

describe('escapeLog', () => {
  it('keeps lines and tabs, shows overwritten lines below each other, and escapes the rest', async () => {
    expect(await escaped('a\tb\r\n10%\r20%\r\u001B[31mdone\u001B[0m\n')).toBe(
      'a\tb\n10%\n20%\n\\x1b[31mdone\\x1b[0m\n',
    );
  });

  it('returns the same however the bytes arrive', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\r', '\n', '\t', 'é', '学', '🎯', '\u001B', '\u202E') });
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 20 }), async (log, sizes) => {
        expect(await escaped(log, sizes)).toBe(await escaped(log));
      }),
    );
  });
});
