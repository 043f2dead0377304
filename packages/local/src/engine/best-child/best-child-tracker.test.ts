import type { JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBestChildTracker } from './best-child-tracker.js';
import { metricNumberOf } from './metric-number.js';

const row = (value: JsonValue, type = 'double', name = 'loss') => ({
  name,
  metricType: 'azureml.v1.scalar',
  columns: new Map([[name, type]]),
  data: new Map([[name, value]]),
});

describe('a logged row', () => {
  it('is the number in it', () => {
    expect(metricNumberOf(row(0.5))).toBe(0.5);
    expect(metricNumberOf(row(Number.NEGATIVE_INFINITY))).toBe(Number.NEGATIVE_INFINITY);
    expect(metricNumberOf(row(2n ** 60n, 'int'))).toBe(2 ** 60);
    expect(metricNumberOf(row(' 1e-3 '))).toBe(0.001);
    expect(metricNumberOf(row('Infinity', 'float'))).toBe(Number.POSITIVE_INFINITY);
    expect(metricNumberOf({ ...row(2), metricType: 'azureml.v1.list' })).toBe(2);
  });

  it('is none where it cannot be ranked', () => {
    for (const value of [Number.NaN, true, null, 'NaN', '', 'high']) expect(metricNumberOf(row(value))).toBeUndefined();
    expect(metricNumberOf(row('5', 'string'))).toBeUndefined();
    expect(metricNumberOf({ ...row(1), metricType: 'azureml.v1.table' })).toBeUndefined();
  });
});

describe('the best child', () => {
  it('is the one with the extreme under the goal, of equal ones the first', () => {
    const tracker = createBestChildTracker({ name: 'loss', goal: 'minimize' });
    expect(tracker.add('a', [row(3), row(1), row(2)])).toBe(true);
    expect(tracker.add('b', [row(1)])).toBe(false);
    expect(tracker.add('c', [row(0)])).toBe(true);
    expect(tracker.best()).toEqual({ runId: 'c', value: 0 });
    expect([tracker.bestOf('a'), tracker.bestOf('b'), tracker.bestOf('nobody')]).toEqual([1, 1, undefined]);
  });

  it('does not look at other metrics', () => {
    const tracker = createBestChildTracker({ name: 'loss', goal: 'minimize' });
    expect(tracker.add('a', [row(-5, 'double', 'accuracy')])).toBe(false);
    expect(tracker.best()).toBeUndefined();
  });

  it('is the same however the values arrive', () => {
    const value = fc.double({ noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), value), { minLength: 1 }), (logged) => {
        const tracker = createBestChildTracker({ name: 'loss', goal: 'maximize' });
        for (const [runId, number] of logged) tracker.add(runId, [row(number)]);
        const highest = Math.max(...logged.map(([, number]) => number));
        // Adding 0 makes -0 and 0, which tie, the same.
        expect((tracker.best()?.value ?? Number.NaN) + 0).toBe(highest + 0);
        for (const runId of ['a', 'b', 'c']) {
          const own = logged.flatMap(([id, number]) => (id === runId ? [number] : []));
          const best = tracker.bestOf(runId);
          expect(best === undefined ? [] : [best + 0]).toEqual(own.length === 0 ? [] : [Math.max(...own) + 0]);
        }
      }),
    );
  });
});
