import { expect, it } from 'vitest';
import { WorkPool } from './work-pool.js';

/** A piece of work that ends when it is told to. */
function makeWork(): {
  readonly run: () => Promise<void>;
  readonly end: (error?: Error) => void;
  readonly begun: () => boolean;
} {
  let isBegun = false;
  let settle: (error?: Error) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve() : reject(error));
  });
  return {
    run: () => {
      isBegun = true;
      return ended;
    },
    end: (error) => settle(error),
    begun: () => isBegun,
  };
}

it('begins no more at once than it may, and ends when all has ended', async () => {
  const pool = new WorkPool(2);
  const works = [makeWork(), makeWork(), makeWork()] as const;
  await pool.add(works[0].run);
  await pool.add(works[1].run);
  const third = pool.add(works[2].run);
  await Promise.resolve();
  expect(works.map((work) => work.begun())).toEqual([true, true, false]);
  works[1].end();
  await third;
  expect(works[2].begun()).toBe(true);
  let isDrained = false;
  const drained = pool.drain().then(() => {
    isDrained = true;
  });
  works[0].end();
  await Promise.resolve();
  expect(isDrained).toBe(false);
  works[2].end();
  await drained;
});

it('begins nothing after a failure, waits for what is under way, and throws the first failure', async () => {
  const pool = new WorkPool(2);
  const [failing, other, never] = [makeWork(), makeWork(), makeWork()];
  await pool.add(failing.run);
  await pool.add(other.run);
  failing.end(new Error('first'));
  await expect(pool.add(never.run)).rejects.toThrow('first');
  expect(never.begun()).toBe(false);
  other.end(new Error('second'));
  await expect(pool.drain()).rejects.toThrow('first');
});
