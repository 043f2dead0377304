import { expect, it } from 'vitest';
import { readYaml } from '../yaml/yaml-source.js';
import { toPythonYaml } from './to-python-yaml.js';

function written(text: string): string {
  const { value } = readYaml(text, '1.1');
  if (!(value instanceof Map)) throw new Error('no mapping');
  return toPythonYaml(value);
}

// As `yaml.dump(value, sort_keys=True)` of PyYAML 6 writes them.
it.each([
  ['b: 1\na: x\nZ: y', 'Z: y\na: x\nb: 1\n'],
  ['a: [1, [2, 3], {c: d, b: e}]', 'a:\n- 1\n- - 2\n  - 3\n- b: e\n  c: d\n'],
  ['a: {b: {c: []}, d: {}}', 'a:\n  b:\n    c: []\n  d: {}\n'],
  ['a: [1.0, 1.0e-7, 1.0e+20, .inf, true, null]', 'a:\n- 1.0\n- 1.0e-07\n- 1.0e+20\n- .inf\n- true\n- null\n'],
  [
    `a: ["1.0", "yes", "", "x: y", "- b", "it's", "a #b", "#c", " d"]`,
    `a:\n- '1.0'\n- 'yes'\n- ''\n- 'x: y'\n- '- b'\n- it's\n- 'a #b'\n- '#c'\n- ' d'\n`,
  ],
  ['a: "größe\\n"', 'a: "gr\\xF6\\xDFe\\n"\n'],
  ['a: "x\\ny\\n\\nz"', "a: 'x\n\n  y\n\n\n  z'\n"],
  ['a: "\\a\\e x\\n y"', 'a: "\\a\\e x\\n y"\n'],
  [`"no": ${'é '.repeat(30).trim()}`, `'no': "${'\\xE9 '.repeat(15).trim()}\\\n  \\ ${'\\xE9 '.repeat(15).trim()}"\n`],
  [`a: ${'word '.repeat(30).trim()}`, `a: ${'word '.repeat(16).trim()}\n  ${'word '.repeat(14).trim()}\n`],
  // Behind an escape one character less is counted.
  [`a: x${'é'.repeat(30)}`, `a: "x${'\\xE9'.repeat(20)}\\\n  ${'\\xE9'.repeat(10)}"\n`],
  // The last blank is no place to fold at, though the line is longer than the width there.
  [`a: "${'word '.repeat(32)}"`, `a: '${'word '.repeat(16).trim()}\n  ${'word '.repeat(16)}'\n`],
])('writes %j as PyYAML does', (text, expected) => {
  expect(written(text)).toBe(expected);
});
