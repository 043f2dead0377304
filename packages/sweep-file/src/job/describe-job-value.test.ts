import type { JsonValue } from '@hyperdrive-run/core/json';
import { expect, it } from 'vitest';
import { describeJobValue } from './describe-job-value.js';

it.each<[JsonValue, string]>([
  [null, 'without a value'],
  [[], 'a list of 0'],
  [[1n, 2n], 'a list of 2'],
  [new Map(), 'a mapping'],
  ['a "b"', '"a \\"b\\""'],
  ['', '""'],
  [5n, '5'],
  [0.5, '0.5'],
  [true, 'true'],
])('what was found is told as people say it: %s', (value, words) => {
  expect(describeJobValue(value)).toBe(words);
});
