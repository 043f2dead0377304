import { describe, expect, it } from 'vitest';
import type { FilePath } from '../reader/file-path.js';
import { readYaml } from './yaml-source.js';

const text = `type: sweep
limits:
  max_total_trials: 4
  timeout:
list:
  - a
  - b: 1
    c: [x, { y: z }]
flow: &anchor { one: [1, 2], two: { three: 3 } }
used: *anchor
"quoted key": 1
5: five
`;

const place = (path: FilePath, part?: 'key'): string => {
  const { line, column } = readYaml(text).locate(path, part);
  return `${line}:${column}`;
};

describe('a place of a YAML text', () => {
  it.each<[string, FilePath, string]>([
    ['the whole', [], '1:1'],
    ['a value', ['type'], '1:7'],
    ['a mapping in block style, which is where its key is', ['limits'], '2:1'],
    ['a value in it', ['limits', 'max_total_trials'], '3:21'],
    ['a key without a value', ['limits', 'timeout'], '4:11'],
    ['a list in block style, which is where its key is', ['list'], '5:1'],
    ['an item', ['list', 0], '6:5'],
    ['an item that is a mapping', ['list', 1], '7:5'],
    ['a value in an item', ['list', 1, 'b'], '7:8'],
    ['a list in one line, which is where its key is', ['list', 1, 'c'], '8:5'],
    ['an item of it', ['list', 1, 'c', 0], '8:9'],
    ['a value in a mapping in one line', ['list', 1, 'c', 1, 'y'], '8:17'],
    ['a mapping in one line', ['flow'], '9:1'],
    ['a value far inside', ['flow', 'two', 'three'], '9:44'],
    ['an alias', ['used'], '10:7'],
    ['what an alias stands for', ['used', 'one', 1], '9:26'],
    ['a key in quotes', ['quoted key'], '11:15'],
    ['a key that looks like a number', ['5'], '12:4'],
    ['what is not there, which is where the innermost around it is', ['limits', 'nothing'], '2:1'],
    ['what is not there at all', ['nothing', 'below'], '1:1'],
    ['an item that is not there', ['list', 7], '5:1'],
    ['an item of what is no list', ['limits', 0], '2:1'],
    ['a key of what is no mapping', ['list', 'a'], '5:1'],
    ['something in a text', ['type', 'x'], '1:7'],
  ])('is that of %s', (_, path, position) => {
    expect(place(path)).toBe(position);
  });

  it.each<[string, FilePath, string]>([
    ['a value', ['type'], '1:1'],
    ['a value far inside', ['flow', 'two', 'three'], '9:37'],
    ['a key without a value', ['limits', 'timeout'], '4:3'],
    ['an item, which has none', ['list', 0], '6:5'],
    ['what is not there', ['limits', 'nothing'], '2:1'],
    ['an alias', ['used'], '10:1'],
  ])('may be that of the key of %s', (_, path, position) => {
    expect(place(path, 'key')).toBe(position);
  });

  it('is the beginning where the text is empty or no YAML', () => {
    expect(readYaml('').locate([])).toEqual({ line: 1, column: 1 });
    expect(readYaml('a: [').locate(['a'])).toEqual({ line: 1, column: 1 });
  });
});

describe('the values of a YAML text', () => {
  it.each([
    ['a: 9007199254740991', 9_007_199_254_740_991],
    ['a: 9007199254740993', 9_007_199_254_740_993n],
    ['a: -9007199254740993', -9_007_199_254_740_993n],
    ['a: 1.5', 1.5],
    ['a: true', true],
    ['a: "1"', '1'],
    ['a:', null],
    ['a: ~', null],
    ['a: []', []],
    ['a: {}', new Map()],
    ['a: .nan', Number.NaN],
  ])('of %j are read', (yaml, value) => {
    expect(readYaml(yaml)).toMatchObject({ value: new Map([['a', value]]), problems: [] });
  });

  it.each([
    ['a: 5', 5n],
    ['a: 5.0', 5],
    ['a: "5"', '5'],
    ['a: yes', true],
    ['a: 010', 8n],
    ['a: 1e3', '1e3'],
    ['a: ~', null],
    ['a: !!str 5', '5'],
    ['a: !!int "5"', 5n],
    ['a: !!null ""', null],
    ['a: !!bool "true"', true],
    ['a: >-\n  5', '5'],
    ['a: one\n  two', 'one two'],
  ])('of %j are read as YAML 1.1', (yaml, value) => {
    expect(readYaml(yaml, '1.1')).toMatchObject({ value: new Map([['a', value]]), problems: [] });
  });

  it.each([
    ['a: 2026-01-02', '1:4', 'not readable: Azure ML reads 2026-01-02 as a date, or not at all', 'it in quotes'],
    ['a: =', '1:4', 'not readable: Azure ML reads = as a date, or not at all', 'it in quotes'],
    ['b:\n  on: 1', '2:3', 'not readable: Azure ML reads the key on as no text', 'it in quotes'],
    ['? [a]\n: 1', '1:3', 'not readable: a key in it is a list or a mapping', 'keys that are text'],
    [
      'a: [1, !x 2]',
      '1:11',
      'not readable: a value in it has the tag !x',
      'plain values, with tags such as !!str at most',
    ],
  ])('of %j are none in YAML 1.1', (yaml, position, got, takes) => {
    const { problems } = readYaml(yaml, '1.1');
    expect(problems.map(({ line, column, ...rest }) => ({ at: `${line}:${column}`, ...rest }))).toEqual([
      { at: position, path: '', got, takes },
    ]);
  });

  it('are merged, of which what is written in place counts, then the first', () => {
    const { value, problems } = readYaml(
      'a: &a { x: 1, y: 2 }\nb: &b { y: 3, z: 4 }\nc: { <<: [*a, *b, 5], x: 9 }\nd: { "<<": 1 }',
    );
    expect(problems).toEqual([]);
    expect(value).toEqual(
      new Map<string, unknown>([
        [
          'a',
          new Map([
            ['x', 1],
            ['y', 2],
          ]),
        ],
        [
          'b',
          new Map([
            ['y', 3],
            ['z', 4],
          ]),
        ],
        [
          'c',
          new Map([
            ['x', 9],
            ['y', 2],
            ['z', 4],
          ]),
        ],
        ['d', new Map([['<<', 1]])],
      ]),
    );
  });
});

describe('how a number is written', () => {
  const source = readYaml('a: 2.0\nb: [1e-5, "3", text, 0x1F]\nc: { d: 12345678901234567890, 1: 1.50 }\n');
  it.each<[FilePath, string | undefined]>([
    [['a'], '2.0'],
    [['b', 0], '1e-5'],
    [['b', 1], undefined],
    [['b', 2], undefined],
    [['b', 3], '0x1F'],
    [['c', 'd'], '12345678901234567890'],
    [['c', '1'], '1.50'],
    [['c'], undefined],
    [['x'], undefined],
  ])('is known at %j: %s', (path, written) => {
    expect(source.writtenAt(path)).toBe(written);
  });
});

describe('a text that is too large', () => {
  const nested = (depth: number): string => `a: ${'['.repeat(depth)}1${']'.repeat(depth)}`;
  const fault = { got: 'nested too deeply or too large', takes: 'a sweep file' };

  it('is nested deeper than 50', () => {
    expect(readYaml(nested(49)).problems).toEqual([]);
    expect(readYaml(nested(50)).problems).toEqual([expect.objectContaining(fault)]);
  });

  it('has more than 20,000 values', () => {
    const list = (count: number): string => `[${'1,'.repeat(count)}]`;
    expect(readYaml(list(19_999)).problems).toEqual([]);
    expect(readYaml(list(20_000)).problems).toEqual([expect.objectContaining(fault)]);
    expect(readYaml(list(20_009)).problems).toHaveLength(1);
  });
});

describe('what YAML 1.1 reads differently', () => {
  const differencesOf = (yaml: string, version?: '1.1'): readonly string[] =>
    readYaml(yaml, version).differences.map(
      ({ line, column, path, message }) => `${line}:${column} ${path.join('.')} ${message.replace(/,.*/, '')}`,
    );

  it('is found in values and keys that are plain, each with its place', () => {
    expect(differencesOf('a: on\nb: [010, "on", !!str on]\non: 1\nc: |-\n  on\n')).toEqual([
      '1:4 a is the text "on"',
      '2:5 b.0 is the number 10',
      '3:1 on is the text "on"',
    ]);
  });

  it('is nothing where the text is read as YAML 1.1', () => {
    expect(differencesOf('a: on\nb: [010]', '1.1')).toEqual([]);
  });
});
