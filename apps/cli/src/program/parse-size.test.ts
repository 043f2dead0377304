import { describe, expect, it } from 'vitest';
import { parseSize } from './parse-size.js';

describe('a size', () => {
  it.each([
    ['4GiB', 4 * 1024 ** 3],
    ['512 MB', 512_000_000],
    ['1.5gib', 1.5 * 1024 ** 3],
    ['4096', 4096],
  ])('%s is so many bytes', (text, bytes) => {
    expect(parseSize('--memory', text)).toBe(bytes);
  });

  it.each(['', '0', 'GiB', '4 giga', '-1GB', '1e3', '99999999TiB'])('is not %j', (text) => {
    expect(() => parseSize('--memory', text)).toThrow(`--memory is ${JSON.stringify(text)}, but takes a size`);
  });
});
