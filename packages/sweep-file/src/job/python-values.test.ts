import { describe, expect, it } from 'vitest';
import { toJobValue, toPythonFloat, toPythonInt, toPythonNumber, toSnakeWord, toText } from './python-values.js';

/** What neither `int()` nor `float()` of Python takes, and what Azure ML's client does not hand to them. */
const noNumbers = [
  ';many; ;x1;1x;1 2;_1;1_;1__0;--1;+-1;0x1F;1,0;e5;.;-;+;1e;1e+'.split(';'),
  [true, false, null, [1], new Map([['a', 1]])],
  [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
].flat(1);

describe('a whole number', () => {
  it.each([
    [5n, 5n],
    [-(10n ** 20n), -(10n ** 20n)],
    [7, 7n],
    [7.9, 7n],
    [-7.9, -7n],
    [0.5, 0n],
    ['12', 12n],
    ['+12', 12n],
    ['-12', -12n],
    [' \t12\n', 12n],
    ['1_000_000', 1_000_000n],
    ['007', 7n],
    ['12345678901234567890', 12_345_678_901_234_567_890n],
  ])('is read off %s as by int()', (value, expected) => {
    expect(toPythonInt(value)).toBe(expected);
  });

  it.each([...noNumbers, '1.0', '1.', '.5', '1e3'])('is not read off %s', (value) => {
    expect(toPythonInt(value)).toBeUndefined();
  });
});

describe('a number with a point', () => {
  it.each([
    [5n, 5],
    [0.25, 0.25],
    [-3, -3],
    ['12', 12],
    ['+1', 1],
    ['-2.5', -2.5],
    [' \t2\n', 2],
    ['1.', 1],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['1_0.2_5', 10.25],
    ['.1_2', 0.12],
    ['1e3', 1000],
    ['1E3', 1000],
    ['1.5e-3', 0.0015],
    ['1.e+2', 100],
    ['.5e1', 5],
    ['1e1_0', 1e10],
  ])('is read off %s as by float()', (value, expected) => {
    expect([toPythonFloat(value), toPythonNumber(value)]).toEqual([
      expected,
      typeof value === 'bigint' ? value : expected,
    ]);
  });

  it.each([...noNumbers, '1.2.3', '1e2.5', '._5', '1._5', '1e_5', '1e400'])('is not read off %s', (value) => {
    expect([toPythonFloat(value), toPythonNumber(value)]).toEqual([undefined, undefined]);
  });
});

describe('what a job may have for JSON', () => {
  it.each(['text', '', 1n, 1.5, true, null, [[1n, 'a']], new Map([['a', 1n]])])('is %s as it is', (value) => {
    expect(toJobValue(value)).toBe(value);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('is not %s', (value) => {
    expect(toJobValue(value)).toBeUndefined();
  });
});

it('text is text alone, also where it is empty', () => {
  expect(['a', '', 1n, 1, true, null, []].map(toText)).toEqual([
    'a',
    '',
    ...Array.from({ length: 5 }, () => undefined),
  ]);
});

it.each([
  ['MedianStopping', 'median_stopping'],
  ['medianStopping', 'median_stopping'],
  ['median_stopping', 'median_stopping'],
  ['MEDIAN_STOPPING', 'median_stopping'],
  ['MINIMIZE', 'minimize'],
  ['HTTPRequest', 'http_request'],
  ['amlToken', 'aml_token'],
  ['AMLToken', 'aml_token'],
  ['QUniform', 'q_uniform'],
  ['a1B', 'a1_b'],
  ['x\nYes', 'x\nyes'],
])('the word %j is compared as %j', (text, word) => {
  expect(toSnakeWord(text)).toBe(word);
});
