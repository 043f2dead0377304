import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awkwardJson, hostileTexts, orderOf, outcomeOf } from './__fixtures__/awkward-json.js';
import { parseJsonByGrammar } from './__fixtures__/parse-json-by-grammar.js';
import { createExactJsonReader, parseJsonExactly } from './exact-json-reader.js';
import type { JsonValue } from './json-value.js';

function parseInSlices(text: string, steps: number): JsonValue {
  const reader = createExactJsonReader(text);
  while (!reader.advance(steps));
  return reader.value();
}

describe('the exact reader', () => {
  it('reads every text as the grammar says, and refuses at the same place', () => {
    fc.assert(
      fc.property(fc.oneof(hostileTexts, awkwardJson, fc.json(), fc.string({ unit: 'binary' })), (text) => {
        const [got, wanted] = [outcomeOf(parseJsonExactly, text), outcomeOf(parseJsonByGrammar, text)];
        expect(got).toStrictEqual(wanted);
        expect(orderOf(got)).toEqual(orderOf(wanted));
      }),
      { numRuns: 3000 },
    );
  });

  it('returns the same in slices of any size', () => {
    fc.assert(
      fc.property(fc.oneof(hostileTexts, awkwardJson), fc.integer({ min: 1, max: 7 }), (text, steps) => {
        const inSlices = outcomeOf((whole) => parseInSlices(whole, steps), text);
        expect(inSlices).toStrictEqual(outcomeOf(parseJsonExactly, text));
      }),
    );
  });

  it('reads no more values in a slice than it is asked to', () => {
    const reader = createExactJsonReader(`[${'1,'.repeat(999)}1]`);
    let slices = 0;
    while (!reader.advance(100)) slices += 1;
    expect(slices).toBeGreaterThanOrEqual(10);
    expect(reader.value()).toHaveLength(1000);
  });
});
