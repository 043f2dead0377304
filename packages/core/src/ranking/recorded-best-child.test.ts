import { describe, expect, it, vi } from 'vitest';
import type { Metric, MetricCell } from '../metrics/metric.js';
import { isRecordedFor, recordedBestFromProperties, recordedBestFromTable } from './recorded-best-child.js';

function parent(status: string, properties: Record<string, string> = {}) {
  return { runId: 'HD_1', status, properties: new Map(Object.entries(properties)) };
}

function table(...rows: Record<string, MetricCell>[]): Metric {
  return {
    kind: 'table',
    name: 'best_child_by_primary_metric',
    columns: new Map(),
    rows: rows.map((row) => ({ cells: new Map(Object.entries(row)) })),
  };
}

describe('recordedBestFromProperties', () => {
  it('reads the winner of a finished parent, a score of 0 too', () => {
    const properties = { best_child_run_id: 'HD_1_4', score: '0' };
    expect(recordedBestFromProperties(parent('Completed', properties))).toEqual({
      runId: 'HD_1_4',
      value: 0,
      source: 'property',
    });
  });

  it.each([
    ['the parent still runs', 'Running', { best_child_run_id: 'HD_1_4', score: '0.9' }],
    ['the score is no number', 'Completed', { best_child_run_id: 'HD_1_4', score: 'high' }],
    ['the score is NaN', 'Completed', { best_child_run_id: 'HD_1_4', score: 'NaN' }],
    ['the score is infinite', 'Completed', { best_child_run_id: 'HD_1_4', score: 'Infinity' }],
    ['the score is empty', 'Completed', { best_child_run_id: 'HD_1_4', score: '' }],
    ['the score is blank', 'Completed', { best_child_run_id: 'HD_1_4', score: ' ' }],
    ['there is no score', 'Completed', { best_child_run_id: 'HD_1_4' }],
    ['only a score was recorded', 'Completed', { score: '0.9' }],
    ['the child is not named', 'Completed', { best_child_run_id: '', score: '0.9' }],
    ['nothing was recorded', 'Completed', {}],
  ])('names no winner where %s', (_, status, properties) => {
    expect(recordedBestFromProperties(parent(status, properties))).toBeUndefined();
  });
});

describe('recordedBestFromTable', () => {
  it('reads the last row: the final one names another tied child than the rows before', () => {
    const rows = table(
      { run_id: 'HD_1_2', metric_value: 0.9, final: false },
      { final: true, metric_value: 0.9, run_id: 'HD_1_5' },
    );
    expect(recordedBestFromTable(parent('Completed'), rows)).toEqual({ runId: 'HD_1_5', value: 0.9, source: 'table' });
  });

  it('needs the flag final on a finished parent only', () => {
    const rows = table({ run_id: 'HD_1_2', metric_value: 0.9, final: false });
    expect(recordedBestFromTable(parent('Completed'), rows)).toBeUndefined();
    expect(recordedBestFromTable(parent('Running'), rows)).toMatchObject({ runId: 'HD_1_2' });
  });

  it('is silent where there is no table or no row', () => {
    const onWarning = vi.fn();
    expect(recordedBestFromTable(parent('Completed'), undefined, onWarning)).toBeUndefined();
    expect(recordedBestFromTable(parent('Completed'), table(), onWarning)).toBeUndefined();
    expect(onWarning).not.toHaveBeenCalled();
  });

  it.each([
    ['names no run', { metric_value: 0.9, final: true }],
    ['names no run', { run_id: '', metric_value: 0.9, final: true }],
    ['names no run', { run_id: 7, metric_value: 0.9, final: true }],
    ['has no number', { run_id: 'HD_1_2', metric_value: 'high', final: true }],
    ['has no number', { run_id: 'HD_1_2', metric_value: ' ', final: true }],
    ['has no number', { run_id: 'HD_1_2', metric_value: true, final: true }],
    ['has no number', { run_id: 'HD_1_2', final: true }],
  ])('warns of a last row that %s', (problem, row) => {
    const onWarning = vi.fn();
    expect(recordedBestFromTable(parent('Completed'), table(row), onWarning)).toBeUndefined();
    expect(onWarning).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(problem));
  });

  it('warns where a scalar has the name of the table', () => {
    const onWarning = vi.fn();
    const scalar: Metric = {
      kind: 'scalar',
      name: 'best_child_by_primary_metric',
      valueType: 'int',
      points: [{ value: 1 }],
    };
    expect(recordedBestFromTable(parent('Completed'), scalar, onWarning)).toBeUndefined();
    expect(onWarning).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('is no table'));
  });

  it('warns nobody where nobody listens', () => {
    expect(recordedBestFromTable(parent('Completed'), table({ final: true }))).toBeUndefined();
  });

  it.each([
    ['0.9', 0.9],
    [' -2e3 ', -2000],
    [7n, 7],
    [0, 0],
  ])('reads the value %s as a number', (cell, value) => {
    const rows = table({ run_id: 'HD_1_2', metric_value: cell, final: true });
    expect(recordedBestFromTable(parent('Completed'), rows)?.value).toBe(value);
  });

  it.each([
    [true, 'HD_1_2'],
    [1, 'HD_1_2'],
    ['True', 'HD_1_2'],
    ['true', 'HD_1_2'],
    [false, undefined],
    [0, undefined],
    ['False', undefined],
    ['', undefined],
  ])('takes the flag final of %j as Python writes it', (final, winner) => {
    const rows = table({ run_id: 'HD_1_2', metric_value: 0.9, final });
    expect(recordedBestFromTable(parent('Completed'), rows)?.runId).toBe(winner);
  });

  it('gives no winner whose value is NaN or infinite', () => {
    const rows = table({ run_id: 'HD_1_2', metric_value: Number.POSITIVE_INFINITY, final: true });
    expect(recordedBestFromTable(parent('Completed'), rows)).toBeUndefined();
  });
});

describe('isRecordedFor', () => {
  const named = (name: string, goal = 'maximize'): string => JSON.stringify({ name, goal });
  const accuracy = { name: 'accuracy', goal: 'maximize' } as const;

  it.each([
    [true, 'the tag names the metric', { _aml_system_primary_metric_config: named('accuracy') }, {}],
    [true, 'the property does, with a goal in capitals', {}, { primary_metric_config: named('accuracy', 'MAXIMIZE') }],
    [true, 'the others cannot be read', { primary_metric_config: '{' }, { primary_metric_config: named('accuracy') }],
    [false, 'the tag names another', { _aml_system_primary_metric_config: named('loss') }, {}],
    [false, 'the goal is the other', { primary_metric_config: named('accuracy', 'minimize') }, {}],
    [
      false,
      'they disagree',
      { _aml_system_primary_metric_config: named('accuracy'), primary_metric_config: named('loss') },
      {},
    ],
    [false, 'none is named', {}, {}],
  ])('is %s where %s', (expected, _, tags, properties) => {
    const sweep = { tags: new Map(Object.entries(tags)), properties: new Map(Object.entries(properties)) };
    expect(isRecordedFor(sweep, accuracy)).toBe(expected);
  });
});
