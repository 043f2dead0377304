import { describe, expect, it } from 'vitest';
import { choice } from './choice.js';
import { range } from './range.js';

describe('choice', () => {
  it('takes one list, several values, or one value that is no list', () => {
    expect(choice([16, 32])).toEqual({ kind: 'choice', values: [16, 32] });
    expect(choice('relu', 'tanh')).toEqual({ kind: 'choice', values: ['relu', 'tanh'] });
    expect(choice('relu')).toEqual({ kind: 'choice', values: ['relu'] });
    expect(choice(null)).toEqual({ kind: 'choice', values: [null] });
  });

  it('takes numbers, text, booleans, null, nested lists and objects side by side', () => {
    expect(choice([1.5, 'a', true, null, 2n ** 70n, [64, [32]], { layers: [{ units: 8 }] }]).values).toEqual([
      1.5,
      'a',
      true,
      null,
      2n ** 70n,
      [64, [32]],
      new Map([['layers', [new Map([['units', 8]])]]]),
    ]);
  });

  it('keeps a list that is meant as a value', () => {
    expect(choice([[64, 64]]).values).toEqual([[64, 64]]);
  });

  it('keeps a key named __proto__ of an object', () => {
    expect(choice([new Map([['__proto__', 1]])]).values).toEqual([new Map([['__proto__', 1]])]);
  });

  it.each([
    ['no value at all', () => choice(), 'choice.values is an array of 0'],
    ['an empty list', () => choice([]), 'choice.values is an array of 0'],
    ['an empty range', () => choice(range(0)), 'choice.values is an array of 0'],
    ['a list beside a value', () => choice([1, 2], 3), 'choice.values[0] is an array of 2'],
    ['two lists', () => choice([1], [2]), 'choice.values[1] is an array of 1'],
    ['NaN', () => choice([1, Number.NaN]), 'choice.values[1] is NaN'],
    ['an infinity inside a list', () => choice([[Number.POSITIVE_INFINITY]]), 'choice.values[0][0] is Infinity'],
    [
      'an object of a class',
      // @ts-expect-error -- a Date is no JSON
      () => choice([{ when: new Date(0) }]),
      'choice.values[0].when is an object',
    ],
    [
      'undefined',
      // @ts-expect-error -- undefined is no JSON
      () => choice([undefined]),
      'choice.values[0] is undefined',
    ],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(message);
    expect(make).toThrow(expect.objectContaining({ code: 'invalid-config' }));
  });

  it('refuses a value that contains itself', () => {
    const cycle: [number, ...unknown[]] = [1];
    cycle.push(cycle);
    // @ts-expect-error -- its items are unknown
    expect(() => choice([cycle])).toThrow('nested too deeply');
  });
});

describe('range', () => {
  it('counts as Python does', () => {
    expect(range(3)).toEqual([0, 1, 2]);
    expect(range(1, 10, 3)).toEqual([1, 4, 7]);
    expect(range(3, 0, -1)).toEqual([3, 2, 1]);
    expect(range(5, 2)).toEqual([]);
    expect(choice(range(2)).values).toEqual([0, 1]);
  });

  it.each([
    ['a fraction', () => range(1.5), 'range.stop is 1.5'],
    ['a step of 0', () => range(0, 3, 0), 'range.step is 0'],
    ['more numbers than anybody would try', () => range(1e9), 'range is 1000000000 numbers'],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
