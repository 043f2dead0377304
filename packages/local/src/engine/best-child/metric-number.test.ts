import type { MetricColumnType } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { metricNumberOf } from './metric-number.js';

const numberOf = (
  cells: readonly (readonly [string, JsonValue, MetricColumnType])[],
  metricType = 'azureml.v1.scalar',
): number | undefined =>
  metricNumberOf({
    name: 'loss',
    metricType,
    columns: new Map(cells.map(([column, , type]) => [column, type])),
    data: new Map(cells.map(([column, value]) => [column, value])),
  });

describe('the number that a logged row adds to a metric', () => {
  it('is that of the column of its name, or of its only column', () => {
    expect(numberOf([['loss', 0.5, 'double']])).toBe(0.5);
    expect(numberOf([['value', 0.5, 'double']])).toBe(0.5);
    expect(
      numberOf([
        ['first', 1, 'double'],
        ['loss', 0, 'double'],
      ]),
    ).toBe(0);
    expect(
      numberOf([
        ['first', 1, 'double'],
        ['second', 2, 'double'],
      ]),
    ).toBeUndefined();
  });

  it('is none of a table and no artifact', () => {
    expect(numberOf([['loss', 0.5, 'double']], 'azureml.v1.list')).toBe(0.5);
    expect(numberOf([['loss', 0.5, 'double']], 'azureml.v1.table')).toBeUndefined();
  });

  it('is no NaN, but an infinity', () => {
    expect(numberOf([['loss', Number.NaN, 'double']])).toBeUndefined();
    expect(numberOf([['loss', Number.NEGATIVE_INFINITY, 'double']])).toBe(Number.NEGATIVE_INFINITY);
    expect(numberOf([['loss', 'Infinity', 'double']])).toBe(Number.POSITIVE_INFINITY);
    expect(numberOf([['loss', 'NaN', 'double']])).toBeUndefined();
  });

  it('is read from text in a column of numbers alone', () => {
    expect(numberOf([['loss', '0.25', 'float']])).toBe(0.25);
    expect(numberOf([['value', '0.25', 'double']])).toBe(0.25);
    expect(numberOf([['loss', '0.25', 'string']])).toBeUndefined();
    expect(numberOf([['loss', ' ', 'double']])).toBeUndefined();
    expect(numberOf([['loss', true, 'double']])).toBeUndefined();
  });

  it('is the nearest double of an integer beyond 2^53', () => {
    expect(numberOf([['loss', 2n ** 53n + 1n, 'int']])).toBe(2 ** 53);
  });
});
