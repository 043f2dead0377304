import { expect, it } from 'vitest';
import { filterValue } from './filter-value.js';

it('a plain id goes into a filter as it is, anything else in quotes', () => {
  expect(filterValue('HD_7f3a-1.x')).toBe('HD_7f3a-1.x');
  expect(filterValue('a) or (RunId ne b')).toBe('"a) or (RunId ne b"');
  expect(filterValue('a"b\\c')).toBe('"a\\"b\\\\c"');
  expect(filterValue('')).toBe('""');
});
