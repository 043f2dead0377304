import { expect, it } from 'vitest';
import { lookPauseMs } from './look-pause.js';

it('waits twice as long after each look that failed, at most a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 5000].map(lookPauseMs)).toEqual([
    2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000,
  ]);
});
