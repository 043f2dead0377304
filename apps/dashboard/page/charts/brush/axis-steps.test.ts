import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leastStep, moveEnd, stepAfterKey, stepOfEnd } from './axis-steps.js';

const axis = { name: 'lr', top: 20, low: 120, bottom: 140, steps: 40 };
const end = fc.constantFrom('from' as const, 'to' as const);

it('has the ends of the axis where there is no range, and no range where both ends are there', () => {
  expect([stepOfEnd(axis, undefined, 'to'), stepOfEnd(axis, undefined, 'from')]).toEqual([leastStep, 40]);
  const upper = moveEnd(axis, undefined, 'from', 20);
  expect(upper).toEqual({ axis: 'lr', from: 0.417, to: 1 });
  expect(moveEnd(axis, upper, 'from', 40)).toBeUndefined();
});

it('moves an end to the step that is wanted, as far as the other end and the axis let it', () => {
  const moves = fc.array(fc.tuple(end, fc.integer({ min: -60, max: 60 })), { maxLength: 20 });
  fc.assert(
    fc.property(moves, fc.integer({ min: 1, max: 60 }), (all, steps) => {
      const stepped = { ...axis, steps };
      let range: ReturnType<typeof moveEnd>;
      for (const [which, step] of all) {
        const before = { from: stepOfEnd(stepped, range, 'from'), to: stepOfEnd(stepped, range, 'to') };
        range = moveEnd(stepped, range, which, step);
        const after = { from: stepOfEnd(stepped, range, 'from'), to: stepOfEnd(stepped, range, 'to') };
        const wanted =
          which === 'from'
            ? { ...before, from: Math.min(steps, Math.max(step, before.to + 1)) }
            : { ...before, to: Math.max(leastStep, Math.min(step, before.from - 1)) };
        expect(after).toEqual(wanted);
      }
    }),
  );
});

it('goes by one, by a tenth and to the ends', () => {
  const keys = ['ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'PageUp', 'PageDown', 'Home', 'End', 'a'];
  expect(keys.map((key) => stepAfterKey(key, 10, 40))).toEqual([11, 11, 9, 9, 14, 6, -1, 40, undefined]);
});
