import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isLike } from './like-pattern.js';

it('takes what the regular expression of the pattern takes', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'ab.\n'), maxLength: 8 });
  const patterns = fc.string({ unit: fc.constantFrom(...'ab._%\n'), maxLength: 6 });
  fc.assert(
    fc.property(letters, patterns, (text, pattern) => {
      const source = pattern.replaceAll('.', String.raw`\.`).replaceAll('%', '.*').replaceAll('_', '.');
      expect(isLike(text, pattern)).toBe(new RegExp(`^${source}$`, 's').test(text));
    }),
    { numRuns: 1000 },
  );
});

it('ends for a pattern over which a regular expression would not', () => {
  expect(isLike('a'.repeat(3000), `${'%a'.repeat(200)}b`)).toBe(false);
});
