import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visitPairs, visitWholes } from './number-texts.js';

const whole = fc.oneof(fc.nat(), fc.integer(), fc.maxSafeInteger());

it('the numbers of a text are those that were put into it', () => {
  const pair = fc.tuple(whole, fc.double());
  fc.assert(
    fc.property(fc.array(pair), (pairs) => {
      const read: (readonly [number, number])[] = [];
      visitPairs(pairs.map(([first, second]) => `${first} ${second}`).join(','), (...one) => read.push(one));
      // As text -0 is 0.
      expect(read).toEqual(pairs.map(([first, second]) => [first, second + 0]));
    }),
  );
  fc.assert(
    fc.property(fc.array(whole), (wholes) => {
      const read: number[] = [];
      visitWholes(wholes.join(','), (one) => read.push(one));
      expect(read).toEqual(wholes);
    }),
  );
});
