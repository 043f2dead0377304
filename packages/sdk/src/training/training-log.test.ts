import { describe, expect, it } from 'vitest';
import { scalarRow, tableRow } from './training-log.js';

describe('a logged value', () => {
  it('becomes a row with one cell, named as the metric, with its step and an id of its own', () => {
    const row = scalarRow('loss', 0.5, { step: 3 });
    expect(row).toMatchObject({ kind: 'scalar', name: 'loss', step: 3 });
    expect([...row.cells]).toEqual([['loss', 0.5]]);
    expect(row.metricId).not.toBe(scalarRow('loss', 0.5, { step: 3 }).metricId);
  });

  it('has a column type that does not change between 5 and 5.5', () => {
    const typeOf = (value: number | bigint | string | boolean): unknown => scalarRow('x', value, {}).columns.get('x');
    expect([5, 5.5, Number.NaN, 2n ** 60n, 'a', true].map(typeOf)).toEqual([
      'double',
      'double',
      'double',
      'int',
      'string',
      'bool',
    ]);
  });

  it('is refused where the name, value or step cannot be logged', () => {
    const bad: unknown[][] = [
      ['', 1, {}],
      ['loss', null, {}],
      ['loss', {}, {}],
      ['loss', 1, { step: 1.5 }],
    ];
    const messages = ['name is ""', 'value is null', 'value is an object', 'step is 1.5'];
    bad.forEach((argument, position) => {
      expect(() => Reflect.apply(scalarRow, undefined, argument)).toThrow(messages[position]);
    });
  });
});

describe('a logged table row', () => {
  it('takes an object, or a Map where a column is named __proto__', () => {
    expect([...tableRow('t', { epoch: 1, note: 'a' }, {}).cells]).toEqual([
      ['epoch', 1],
      ['note', 'a'],
    ]);
    expect([...tableRow('t', new Map([['__proto__', true]]), {}).columns]).toEqual([['__proto__', 'bool']]);
  });

  it('is refused without a column, and names a cell that cannot be logged', () => {
    expect(() => tableRow('t', {}, {})).toThrow('row is an object, but takes at least one column');
    const row = JSON.parse('{"a": [1]}');
    expect(() => tableRow('t', row, {})).toThrow('row.a is an array of 1');
  });
});
