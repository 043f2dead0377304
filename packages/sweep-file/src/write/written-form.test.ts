import type { JsonValue } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { isPlainText, needsEscape } from './plain-text.js';
import { writeSweepFile } from './write-sweep-file.js';

const written = (value: JsonValue): string =>
  writeSweepFile({ document: new Map([['value', value]]), valueTexts: new Map(), notes: [] });

describe('a text of a written sweep file', () => {
  it.each(['a', 'azureml:sklearn:3', 'python train.py --lr 1', './src', 'a b', '-x', '1.0.0', 'größe', '😀'])(
    'stands without quotes where every reader takes it for that text: %s',
    (text) => {
      expect([written(text), isPlainText(text)]).toEqual([`value: ${text}\n`, true]);
    },
  );

  it.each(
    [
      'yes,on,Off,true,null,~,,=,<<,010,1_000,1:30,0b1,2026-01-02,1.5'.split(','),
      '0o7,0x1F,12,-3,+4,1e3,1E-3,.5,5.,1.5e+3,-.5e3'.split(','),
    ].flat(),
  )('is in quotes where some reader takes it for something else: %s', (text) => {
    expect([written(text), isPlainText(text)]).toEqual([`value: "${text}"\n`, false]);
  });

  it.each(['1e', 'e3', '0o8', '0xG', '1e3x', 'x1e3', '1.5.2', '+', '--1', '.'])(
    'is no number to any reader: %s',
    (text) => {
      expect(isPlainText(text)).toBe(true);
    },
  );

  it.each([
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    [' a', '" a"'],
    ['- a', '"- a"'],
    ['"', `'"'`],
    ["'", `"'"`],
  ])('is in quotes where it would be another thing: %s', (text, expected) => {
    expect(written(text)).toBe(`value: ${expected}\n`);
  });

  it.each([
    ['a\nb', '|-\n  a\n  b'],
    ['a\n  b\n', '|\n  a\n    b'],
    ['a\n\nb', '|-\n  a\n\n  b'],
    ['yes\n', '|\n  yes'],
  ])('of several lines keeps them: %j', (text, expected) => {
    expect(written(text)).toBe(`value: ${expected}\n`);
  });

  it.each(['a \nb', 'a\t\nb', 'a\nb ', 'a\nb\t', ' a\nb', '\na', 'a\u0007\nb', 'a\u2028\nb'])(
    'of several lines is in quotes where the lines alone would not say it: %j',
    (text) => {
      const form = written(text);
      expect(form.startsWith('value: "')).toBe(true);
    },
  );

  it('is one line, however long it is', () => {
    const text = 'python train.py '.repeat(30).trim();
    expect(written(text)).toBe(`value: ${text}\n`);
  });
});

describe('a character that must be written by its number', () => {
  it.each([
    '\0',
    '\u0007',
    '\t',
    '\r',
    '\u001f',
    '\u007f',
    '\u0085',
    '\u009f',
    '\u2028',
    '\u2029',
    '\ud800',
    '\ufeff',
    '\ufffe',
    '\uffff',
  ])('is %j', (character) => {
    expect([needsEscape(character), needsEscape(`a${character}b`), isPlainText(`a${character}b`)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each([
    '\n',
    ' ',
    'a',
    '~',
    '\u00a0',
    'ä',
    '\u2027',
    '\u202a',
    '\ud7ff',
    '\ue000',
    '\ufefe',
    '\uff00',
    '\ufffd',
    '\u{10000}',
    '\u{10ffff}',
  ])('is not %j', (character) => {
    expect([needsEscape(character), needsEscape(`a${character}b`)]).toEqual([false, false]);
  });
});

describe('a number of a written sweep file', () => {
  it.each<[JsonValue, string]>([
    [3, '3'],
    [-3, '-3'],
    [-0, '-0.0'],
    [0, '0'],
    [2.5, '2.5'],
    [1e-7, '1.0e-07'],
    [1e16, '1.0e+16'],
    [2 ** 53, '9007199254740992.0'],
    [12_345_678_901_234_567_890n, '12345678901234567890'],
    [-5n, '-5'],
    [Number.NaN, '.nan'],
    [Number.POSITIVE_INFINITY, '.inf'],
    [Number.NEGATIVE_INFINITY, '-.inf'],
  ])('has a form that every reader takes for it: %s', (value, expected) => {
    expect(written(value)).toBe(`value: ${expected}\n`);
  });

  it('has the form that the file had where it is a choice, and its own elsewhere', () => {
    const one = new Map<string, JsonValue>([['lr', new Map<string, JsonValue>([['values', [1, 0.5, 'a']]])]]);
    const document = new Map<string, JsonValue>([
      ['inputs', one],
      ['search_space', new Map([...one, ['x', new Map<string, JsonValue>([['values', [1]]])]])],
    ]);
    const valueTexts = new Map([
      [
        'lr',
        new Map([
          ['1', '1.0'],
          ['0.5', '0.50'],
        ]),
      ],
    ]);
    expect(writeSweepFile({ document, valueTexts, notes: [] })).toBe(
      `inputs:
  lr:
    values: [ 1, 0.5, a ]
search_space:
  lr:
    values: [ 1.0, 0.50, a ]
  x:
    values: [ 1 ]
`,
    );
  });
});

it('lists of single values are in one line, and others are not', () => {
  expect(written([1, 'a', true, null])).toBe('value: [ 1, a, true, null ]\n');
  expect(written([])).toBe('value: []\n');
  expect(written([1, [2, 3]])).toBe('value:\n  - 1\n  - [ 2, 3 ]\n');
  expect(written([new Map([['a', 1]]), 2])).toBe('value:\n  - a: 1\n  - 2\n');
});

it('keys are in quotes as values are', () => {
  expect(
    written(
      new Map<string, JsonValue>([
        ['on', 1],
        ['--lr', 2],
      ]),
    ),
  ).toBe('value:\n  "on": 1\n  --lr: 2\n');
  expect(writeSweepFile({ document: new Map([['yes', 1]]), valueTexts: new Map(), notes: [] })).toBe('"yes": 1\n');
});

it('each note is a line of its own above the document, whatever is in it', () => {
  const notes = [
    { path: 'trial.command', message: 'is missing' },
    { path: 'inputs["a\nb"]', message: 'is\u0007 odd' },
    { path: 'a', message: 'b\nc' },
  ];
  expect(writeSweepFile({ document: new Map([['value', 1]]), valueTexts: new Map(), notes })).toBe(
    '# trial.command is missing.\n# "inputs[\\"a\\nb\\"] is\\u0007 odd."\n# "a b\\nc."\n\nvalue: 1\n',
  );
});
