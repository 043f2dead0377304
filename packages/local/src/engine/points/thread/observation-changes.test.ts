import type { Observation } from '@hyperdrive-run/sampling';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyChanges, findChanges } from './observation-changes.js';

const points = [1, 2, 3].map((x) => new Map([['x', x]]));
const observations: fc.Arbitrary<readonly Observation[]> = fc.array(
  fc.record({
    point: fc.constantFrom(...points),
    value: fc.constantFrom(undefined, 1, Number.NaN, Number.POSITIVE_INFINITY),
    ended: fc.boolean(),
  }),
  { maxLength: 8 },
);

it('the changes from one list of observations to another make the other of the one', () => {
  fc.assert(
    fc.property(observations, observations, (before, now) => {
      const list = [...before];
      applyChanges(list, findChanges(before, now));
      expect(list).toEqual(now);
    }),
  );
});

it('what stays the same is no change', () => {
  fc.assert(
    fc.property(observations, (list) => {
      const copied = list.map((observation) => ({ ...observation }));
      expect(findChanges(list, copied)).toEqual({ length: list.length, changed: [] });
    }),
  );
});
