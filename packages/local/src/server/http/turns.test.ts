import { describe, expect, it } from 'vitest';
import { forEachInTurns, nextTurn, startPace } from './turns.js';

describe('turns', () => {
  it('let one piece of long work on in each round of the loop, in the order in which they asked', async () => {
    const happened: string[] = [];
    let isOver = false;
    const countRounds = (): void => {
      happened.push('round');
      if (!isOver) setImmediate(countRounds);
    };
    setImmediate(countRounds);
    await Promise.all(
      ['a', 'b', 'c'].map(async (name) => {
        await nextTurn();
        happened.push(name);
      }),
    );
    isOver = true;
    expect(happened.join(' ')).toBe('round a round b round c');
  });

  it('are asked for once a slice is spent, which begins anew with each of them', async () => {
    let now = 0;
    const pace = startPace(() => now);
    expect(pace.isSpent()).toBe(false);
    now = 10;
    expect(pace.isSpent()).toBe(true);
    await pace.rest();
    expect(pace.isSpent()).toBe(false);
  });

  it('wrap the work of each slice, whose items are all the items in their order', async () => {
    const seen: string[] = [];
    const work = (item: number): void => {
      seen.push(String(item));
      const began = performance.now();
      while (performance.now() - began < 6);
    };
    const around = (slice: () => void): void => {
      seen.push('(');
      slice();
      seen.push(')');
    };
    await forEachInTurns([1, 2, 3, 4, 5], work, around);
    expect(seen.filter((word) => word !== '(' && word !== ')')).toEqual(['1', '2', '3', '4', '5']);
    expect(seen.join('')).toMatch(/^(\(\d+\)){2,}$/);
  });

  it('keep the order of the items, and end with what an item throws', async () => {
    const seen: number[] = [];
    await forEachInTurns([1, 2, 3], (item) => seen.push(item));
    expect(seen).toEqual([1, 2, 3]);
    const failing = forEachInTurns([1, 2], () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
  });
});
