import { describe, expect, it } from 'vitest';
import type { MetricCell, TableMetric } from './metric.js';
import { toPythonMetricShape } from './python-metric-shape.js';

function table(...rows: Record<string, MetricCell>[]): TableMetric {
  return {
    kind: 'table',
    name: 't',
    columns: new Map([
      ['run_id', 'string'],
      ['final', 'bool'],
    ]),
    rows: rows.map((row) => ({ cells: new Map(Object.entries(row)) })),
  };
}

describe('toPythonMetricShape', () => {
  it('gives a value that was logged once as itself, and several as a list', () => {
    expect(toPythonMetricShape({ kind: 'scalar', name: 'a', valueType: 'double', points: [{ value: 0 }] })).toBe(0);
    expect(
      toPythonMetricShape({ kind: 'scalar', name: 'a', valueType: 'double', points: [{ value: 1 }, { value: 2 }] }),
    ).toEqual([1, 2]);
    expect(toPythonMetricShape({ kind: 'scalar', name: 'a', valueType: 'double', points: [] })).toEqual([]);
  });

  it('gives the columns of a table of one row as values, of several rows as lists', () => {
    const columns = (shape: unknown): unknown => (shape instanceof Map ? Object.fromEntries(shape) : shape);
    expect(columns(toPythonMetricShape(table({ run_id: 'HD_1_0', final: true })))).toEqual({
      run_id: 'HD_1_0',
      final: true,
    });
    expect(columns(toPythonMetricShape(table({ run_id: 'HD_1_0' }, { run_id: 'HD_1_1', final: true })))).toEqual({
      run_id: ['HD_1_0', 'HD_1_1'],
      final: [null, true],
    });
  });

  it('gives an artifact as its reference', () => {
    expect(
      toPythonMetricShape({ kind: 'artifact', name: 'a', artifactType: 'azureml.v2.image', references: ['aml://a'] }),
    ).toBe('aml://a');
  });
});
