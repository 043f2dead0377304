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
  [
    'a: [-.inf, .inf, .nan, 1.5, -2.0, 0.0001, -1.0e-5]',
    'a:\n- -.inf\n- .inf\n- .nan\n- 1.5\n- -2.0\n- 0.0001\n- -1.0e-05\n',
  ],
  ['a: [false, -7, 12345678901234567890]', 'a:\n- false\n- -7\n- 12345678901234567890\n'],
  ['ab: 1\na: 2\nabc: 3\nA: 4', 'A: 4\na: 2\nab: 1\nabc: 3\n'],
  // By code points: the halves of the second key's character would come before the first key.
  ['"\\uFFFF": 1\n"\\U00010000": 2\nz: 3', 'z: 3\n"\\uFFFF": 1\n"\\U00010000": 2\n'],
  ['a: [[], {}, [[]], [[[1]]], [{b: [c]}]]', 'a:\n- []\n- {}\n- - []\n- - - - 1\n- - b:\n    - c\n'],
  ['a: [{b: [1, {c: 2}], d: {}}, {}]', 'a:\n- b:\n  - 1\n  - c: 2\n  d: {}\n- {}\n'],
  ['a: {b: {c: {d: 1}}}', 'a:\n  b:\n    c:\n      d: 1\n'],
])('writes %j as PyYAML does', (text, expected) => {
  expect(written(text)).toBe(expected);
});

// Where the value begins decides at which blank the line is longer than 80 characters.
it.each([
  ['a: [{}]', 78, '- ', '  '],
  ['a: [[{}]]', 76, '- - ', '    '],
  ['a: [{k: {}}]', 75, '- k: ', '    '],
  ['a: {bc: {}}', 74, '  bc: ', '    '],
])('goes on in a new line where a text in %j would be too long', (text, letters, before, margin) => {
  const write = (count: number): string => written(text.replace('{}', `${'x'.repeat(count)} b c`));
  expect(write(letters)).toBe(`a:\n${before}${'x'.repeat(letters)} b\n${margin}c\n`);
  expect(write(letters + 1)).toBe(`a:\n${before}${'x'.repeat(letters + 1)}\n${margin}b c\n`);
});
