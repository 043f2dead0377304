import { describe, expect, it } from 'vitest';
import { mapConcurrently } from './map-concurrently.js';

describe('mapConcurrently', () => {
  it('answers the results in the order of the items, with at most 32 under way', async () => {
    let underWay = 0;
    let most = 0;
    const items = Array.from({ length: 100 }, (_, position) => position);
    const results = await mapConcurrently(items, undefined, async (item) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return item * 2;
    });
    expect(results).toEqual(items.map((item) => item * 2));
    expect(most).toBe(32);
  });

  it('starts nothing new after a failure, and throws it', async () => {
    const started: number[] = [];
    const items = Array.from({ length: 100 }, (_, position) => position);
    const failure = new Error('no');
    const work = async (item: number): Promise<void> => {
      started.push(item);
      await Promise.resolve();
      if (item === 3) throw failure;
    };
    await expect(mapConcurrently(items, undefined, work)).rejects.toBe(failure);
    expect(started.length).toBeLessThan(100);
  });

  it('aborts what is under way when one item fails', async () => {
    const signals: AbortSignal[] = [];
    const work = mapConcurrently([0, 1], undefined, async (item, signal) => {
      signals.push(signal);
      if (item === 1) throw new Error('no');
      await new Promise((_, reject) => {
        signal.addEventListener('abort', reject);
      });
    });
    await expect(work).rejects.toThrow('no');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });
});
