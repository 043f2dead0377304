import { expect, it } from 'vitest';
import { secondsOfDuration } from './iso-duration.js';

it.each([
  ['PT1M30S', 90],
  ['P1DT1H1M1S', 90_061],
  ['PT2H', 7200],
  ['P30D', 2_592_000],
  ['PT0.5S', 0.5],
  ['P', undefined],
  ['PT', undefined],
  ['P1M', undefined],
  ['90', undefined],
  ['', undefined],
])('%j is read as %s seconds', (text, seconds) => {
  expect(secondsOfDuration(text)).toBe(seconds);
});
