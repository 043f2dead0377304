import { expect, it } from 'vitest';
import { ShortMemory } from './short-memory.js';

it('a value is loaded once while it is young, and again when it is old or could not be loaded', async () => {
  const clock = { now: 0 };
  const memory = new ShortMemory<number>(10, () => clock.now);
  let count = 0;
  const load = async (): Promise<number> => {
    count += 1;
    if (count === 1) throw new Error('offline');
    return count;
  };
  await expect(memory.get('a', load)).rejects.toThrow('offline');
  expect([await memory.get('a', load), await memory.get('a', load)]).toEqual([2, 2]);
  expect(await memory.get('b', load)).toBe(3);
  clock.now = 10;
  expect(await memory.get('a', load)).toBe(4);
});
