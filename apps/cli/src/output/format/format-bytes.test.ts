import { expect, it } from 'vitest';
import { formatBytes } from './format-bytes.js';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [3449, '3.4 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [12_000_000, '12.0 MB'],
  [5e15, '5000.0 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
