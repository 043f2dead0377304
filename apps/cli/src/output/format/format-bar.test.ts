import { expect, test } from 'vitest';
import { formatBar } from './format-bar.js';

test('a bar is as long as its part, to an eighth of a cell, and what is more than nothing is seen', () => {
  expect([0, 0.001, 0.5, 0.55, 1, 2].map((part) => formatBar(part, 4))).toEqual(['', '▏', '██', '██▎', '████', '████']);
});
