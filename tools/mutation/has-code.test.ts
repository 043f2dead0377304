import { expect, test } from 'vitest';
import { hasCode } from './has-code.mjs';

test.each([
  ['', false],
  ['/** A word. */\nexport interface Run { readonly id: string }\n', false],
  ["export { rank } from './rank.js';\nexport type { Goal } from './goal.js';\n", false],
  ["import type { Goal } from './goal.js';\nexport type Order = Goal | 'none';\n", false],
  ["export const goal = 'maximize';\n", true],
  ["import { rank } from './rank.js';\nrank();\n", true],
])('a file of %j has code that can be changed: %s', (text, expected) => {
  expect(hasCode(text)).toBe(expected);
});
