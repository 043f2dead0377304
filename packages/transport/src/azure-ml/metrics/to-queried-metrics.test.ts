import { expect, it } from 'vitest';
import { toQueriedMetrics } from './to-queried-metrics.js';
import type { MetricQueryEntryDto } from './wire/metric-query-dto.js';

function entry(runId: string, cells: MetricQueryEntryDto['cells'], more: Partial<MetricQueryEntryDto> = {}) {
  return {
    runId,
    name: 'loss',
    metricType: 'azureml.v1.scalar',
    schema: { properties: [{ name: 'loss', type: 'double' }] },
    cells,
    ...more,
  };
}

const cell = (value: number): ReadonlyMap<string, number> => new Map([['loss', value]]);

it('puts the entries of each run together in their order, whatever lies between them', () => {
  const found = toQueriedMetrics([
    entry('a', [cell(1)]),
    entry('b', [cell(2)]),
    entry('a', [cell(3), cell(4)], { createdUtc: '2026-01-02T03:04:05Z' }),
  ]);
  const time = new Date('2026-01-02T03:04:05Z');
  expect(found.get('a')?.get('loss')).toMatchObject({
    kind: 'scalar',
    valueType: 'double',
    points: [{ value: 1 }, { value: 3, time }, { value: 4, time }],
  });
  expect([...found.keys()]).toEqual(['a', 'b']);
});

it('counts an entry once that comes twice, and equal values that were logged twice both', () => {
  const found = toQueriedMetrics([
    entry('a', [cell(1)], { metricId: 'x' }),
    entry('a', [cell(1)], { metricId: 'x' }),
    entry('a', [cell(1)], { metricId: 'y' }),
    entry('b', [cell(1)], { metricId: 'x' }),
  ]);
  expect(found.get('a')?.get('loss')).toMatchObject({ points: [{ value: 1 }, { value: 1 }] });
  expect(found.get('b')?.get('loss')).toMatchObject({ points: [{ value: 1 }] });
});

it('passes over entries of another type than the first one of their name', () => {
  const found = toQueriedMetrics([
    entry('a', [cell(1)]),
    entry('a', [cell(2)], { metricType: 'azureml.v1.table' }),
    entry('a', [cell(3)]),
  ]);
  expect(found.get('a')?.get('loss')).toMatchObject({ kind: 'scalar', points: [{ value: 1 }, { value: 3 }] });
});
