import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Limiter } from './limiter.js';

describe('Limiter', () => {
  it('never runs more than its limit at once, loses no work, and ends with all its places free', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.record({ turns: fc.nat({ max: 3 }), fails: fc.boolean(), abortAfter: fc.nat({ max: 6 }) }), {
          maxLength: 20,
        }),
        async (limit, jobs) => {
          const limiter = new Limiter(limit);
          let running = 0;
          let most = 0;
          const work = async (turns: number, fails: boolean): Promise<void> => {
            running += 1;
            most = Math.max(most, running);
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
            running -= 1;
            if (fails) throw new Error('failed');
          };
          const outcomes = jobs.map(async ({ turns, fails, abortAfter }) => {
            const controller = new AbortController();
            const outcome = limiter.run(() => work(turns, fails), controller.signal).catch(() => undefined);
            for (let turn = 0; turn < abortAfter; turn += 1) await Promise.resolve();
            if (abortAfter < 6) controller.abort();
            await outcome;
            expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
          });
          await Promise.all(outcomes);
          expect(most).toBeLessThanOrEqual(limit);
          // All places must be free again: as much as the limit runs at once.
          let release: () => void = () => undefined;
          const gate = new Promise<void>((resolve) => {
            release = resolve;
          });
          let entered = 0;
          const filling = Array.from({ length: limit }, () =>
            limiter.run(async () => {
              entered += 1;
              await gate;
            }, undefined),
          );
          await new Promise((resolve) => setImmediate(resolve));
          expect(entered).toBe(limit);
          release();
          await Promise.all(filling);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('serves those who wait in the order in which they came', async () => {
    const limiter = new Limiter(1);
    const order: number[] = [];
    await Promise.all(
      [0, 1, 2, 3].map((job) =>
        limiter.run(async () => {
          await Promise.resolve();
          order.push(job);
        }, undefined),
      ),
    );
    expect(order).toEqual([0, 1, 2, 3]);
  });
});
