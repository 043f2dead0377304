import { expect, it } from 'vitest';
import { isoDuration } from './iso-duration.js';

it.each([
  [undefined, undefined],
  [0n, undefined],
  [-5n, 'PT1M'],
  [1n, 'PT1M'],
  [60n, 'PT1M'],
  [61n, 'PT1M1S'],
  [3600n, 'PT1H'],
  [7200n, 'PT2H'],
  [86_400n, 'P1D'],
  [90_061n, 'P1DT1H1M1S'],
])('%s seconds are %s', (seconds, text) => {
  expect(isoDuration(seconds)).toBe(text);
});
