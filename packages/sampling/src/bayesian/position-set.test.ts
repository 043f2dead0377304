import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPositionSet } from './position-set.js';

const coordinates = fc.constantFrom(0, -0, 1, 2, 0.5, 1 / 3, 1e-300);
const positions = fc.array(coordinates, { minLength: 3, maxLength: 3 }).map((list) => Float64Array.from(list));

it('a set of positions has those whose coordinates are all equal, and no others', () => {
  fc.assert(
    fc.property(fc.array(positions, { maxLength: 8 }), positions, (list, position) => {
      const texts = list.map(String);
      const set = createPositionSet(list);
      expect(list.every((one) => set.has(one))).toBe(true);
      expect(set.has(position)).toBe(texts.includes(String(position)));
    }),
  );
});
