import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ByteBudget } from './byte-budget.js';

it('never gives more than all of it at once, and serves everybody in turn', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 20 }), async (shares) => {
      const budget = new ByteBudget(10);
      const order: number[] = [];
      let used = 0;
      const all = shares.map(async (bytes, index) => {
        const giveBack = await budget.take(bytes, undefined);
        order.push(index);
        used += Math.min(bytes, 10);
        expect(used).toBeLessThanOrEqual(10);
        await new Promise((resolve) => setImmediate(resolve));
        used -= Math.min(bytes, 10);
        giveBack();
        giveBack();
      });
      await Promise.all(all);
      expect(order).toEqual(shares.map((_, index) => index));
    }),
    { numRuns: 30 },
  );
});

it("ends a wait with the signal's reason, and serves who waited behind", async () => {
  const budget = new ByteBudget(10);
  const giveBack = await budget.take(6, undefined);
  const controller = new AbortController();
  const leaving = budget.take(10, controller.signal);
  const staying = budget.take(4, undefined);
  controller.abort(new Error('enough'));
  await expect(leaving).rejects.toThrow('enough');
  (await staying)();
  giveBack();
  (await budget.take(10, undefined))();
});
