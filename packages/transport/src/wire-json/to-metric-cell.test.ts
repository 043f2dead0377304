import type { MetricCell } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { toMetricCell } from './to-metric-cell.js';

describe('a cell', () => {
  it.each<[JsonValue, string, MetricCell]>([
    ['1.5', 'double', 1.5],
    ['NaN', 'float', Number.NaN],
    ['-Infinity', 'double', Number.NEGATIVE_INFINITY],
    ['7', 'int', '7'],
    [9007199254740993n, 'int', 9007199254740993n],
    [9007199254740993n, 'double', 9007199254740992],
    [[1], 'double', '[1]'],
    ['12 apples', 'double', '12 apples'],
    ['12', 'string', '12'],
    [true, 'bool', true],
    [null, 'double', null],
    [7, 'of tomorrow', 7],
  ])('%s of a column of type %s is %s', (value, type, cell) => {
    expect(toMetricCell(value, type)).toEqual(cell);
  });
});
