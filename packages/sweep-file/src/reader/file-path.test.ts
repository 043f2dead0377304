import { expect, it } from 'vitest';
import { type FilePath, formatFilePath, parseConfigPath } from './file-path.js';

it.each<[FilePath, string]>([
  [[], ''],
  [['limits'], 'limits'],
  [['search_space', 'lr', 'values', 2], 'search_space.lr.values[2]'],
  [['search_space', '--lr'], 'search_space["--lr"]'],
  [['inputs', 'my data', 'path'], 'inputs["my data"].path'],
  [['inputs', 'a-b'], 'inputs.a-b'],
  [['inputs', 'größe'], 'inputs.größe'],
  [['inputs', '_a'], 'inputs._a'],
  [['$schema'], '$schema'],
  [['inputs', '2a'], 'inputs["2a"]'],
  [['inputs', 'a2'], 'inputs.a2'],
  [['inputs', ''], 'inputs[""]'],
  [['a.b', 'c'], '["a.b"].c'],
  [['a"b\n'], '["a\\"b\\n"]'],
  [[0, 'a', 1], '[0].a[1]'],
])('the way %j is shown as %s, and read back', (path, shown) => {
  expect([formatFilePath(path), parseConfigPath(shown)]).toEqual([shown, path]);
});

it.each<[string, FilePath]>([
  ['a.b["--x"][0]', ['a', 'b', '--x', 0]],
  ['a["b\\"]["][12].c', ['a', 'b"][', 12, 'c']],
  ['a["5"][5]', ['a', '5', 5]],
])('%s is taken apart', (text, path) => {
  expect(parseConfigPath(text)).toEqual(path);
});
