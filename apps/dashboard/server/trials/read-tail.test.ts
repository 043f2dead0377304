import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readTail } from './read-tail.js';

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

it('the looks at a log that grows, joined, are the log, wherever its letters were cut', async () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.array(fc.nat(200), { maxLength: 4 }),
      fc.integer({ min: 1, max: 7 }),
      async (log, cuts, size) => {
        const bytes = Buffer.from(log);
        const lengths = [...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length];
        let [joined, known] = ['', 0];
        for (const length of lengths) {
          const tail = await readTail(chunksOf(bytes.subarray(0, length), size), known);
          joined += tail.text;
          known = tail.end;
          expect(tail.isCut).toBe(false);
        }
        expect([joined, known]).toEqual([log, bytes.length]);
      },
    ),
  );
});

it('shows of a long log the last lines, whole, and goes on from its end', async () => {
  const lines = Array.from({ length: 50_000 }, (_, line) => `epoch ${line}\n`).join('');
  const first = await readTail(chunksOf(Buffer.from(lines), 10_000), 0);
  expect(first).toMatchObject({ isCut: true, end: lines.length });
  expect(first.text).toMatch(/^epoch \d+\n/);
  expect(lines.endsWith(first.text)).toBe(true);
  expect(first.text.length).toBeLessThanOrEqual(65_536);
  const more = await readTail(chunksOf(Buffer.from(`${lines}done\n`), 10_000), first.end);
  expect(more).toEqual({ text: 'done\n', isCut: false, end: lines.length + 5 });
});
