import type { MetricCell } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMetricCell } from '../../wire-json/to-metric-cell.js';
import { toMetric } from './to-metric.js';
import type { MetricDto } from './wire/metric-dto.js';

function dto(uxMetricType: string | undefined, columns: object, ...rows: object[]): MetricDto {
  return {
    columns: new Map(Object.entries(columns)),
    value: rows.map((row) => ({ data: new Map(Object.entries(row)) })),
    properties: { uxMetricType },
  };
}

describe('toMetric', () => {
  it('reads single values and lists alike: a list is values logged at once', () => {
    for (const type of ['azureml.v1.scalar', 'azureml.v1.list']) {
      expect(toMetric('m', [dto(type, { m: 'int' }, { m: 1 }, { m: 2 })])).toMatchObject({
        kind: 'scalar',
        valueType: 'int',
        points: [{ value: 1 }, { value: 2 }],
      });
    }
  });

  it('reads a table by its columns, over its pages, with rows that lack cells', () => {
    const type = 'azureml.v1.table';
    const columns = { run_id: 'string', metric_value: 'double' };
    const pages = [
      dto(type, columns, { run_id: 'a', metric_value: '0.5' }, { run_id: 'b' }),
      dto(type, columns, { metric_value: 'NaN' }),
    ] as const;
    const metric = toMetric('best', pages);
    expect(metric.kind === 'table' && [...metric.columns]).toEqual([
      ['run_id', 'string'],
      ['metric_value', 'double'],
    ]);
    expect(metric.kind === 'table' && metric.rows.map(({ cells }) => Object.fromEntries(cells))).toEqual([
      { run_id: 'a', metric_value: 0.5 },
      { run_id: 'b' },
      { metric_value: Number.NaN },
    ]);
  });

  it('takes anything else for a file and keeps where each lies', () => {
    const type = 'azureml.v2.image';
    const reference = 'aml://artifactId/ExperimentRun/dcid.a/plot.png';
    expect(toMetric('plot', [dto(type, { plot: type }, { plot: reference }, { plot: null })])).toEqual({
      kind: 'artifact',
      name: 'plot',
      artifactType: type,
      references: [reference],
    });
  });

  it('goes by the columns where the type is missing', () => {
    expect(toMetric('m', [dto(undefined, { m: 'double' }, { m: 1 })]).kind).toBe('scalar');
    expect(toMetric('m', [dto(undefined, { a: 'double', b: 'int' }, { a: 1, b: 2 })]).kind).toBe('table');
    expect(toMetric('m', [{ value: [] }])).toMatchObject({ kind: 'scalar', points: [] });
  });

  it('keeps a value that is missing as one that contains nothing', () => {
    const metric = toMetric('m', [dto('azureml.v1.scalar', { m: 'double' }, { m: 1 }, {}, { m: null })]);
    expect(metric.kind === 'scalar' && metric.points.map(({ value }) => value)).toEqual([1, null, null]);
  });
});

describe('toMetricCell', () => {
  it('reads every number that was written as text in a number column', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const text = Object.is(value, -0) ? '-0' : String(value);
        expect(toMetricCell(text, 'double')).toBe(value);
        expect(toMetricCell(` ${text} `, 'Float')).toBe(value);
        expect(toMetricCell(value, 'double')).toBe(value);
      }),
    );
  });

  it.each<[JsonValue | undefined, string, MetricCell]>([
    ['inf', 'double', Number.POSITIVE_INFINITY],
    ['-inf', 'double', Number.NEGATIVE_INFINITY],
    ['nan', 'float', Number.NaN],
    ['high', 'double', 'high'],
    ['', 'double', ''],
    ['0x10', 'double', '0x10'],
    ['5', 'string', '5'],
    ['5', 'int', '5'],
    [true, 'bool', true],
    [true, 'double', true],
    [3n ** 40n, 'int', 3n ** 40n],
    [2n ** 60n, 'double', 2 ** 60],
    [null, 'double', null],
    [undefined, 'double', null],
    [1, 'none', null],
    [1, 'something new', 1],
    [[1, 2], 'string', '[1,2]'],
  ])('reads %s in a column of type %s as %s', (value, type, expected) => {
    expect(toMetricCell(value, type)).toBe(expected);
  });
});
