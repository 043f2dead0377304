import type { Metric, MetricCell } from '@hyperdrive-run/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../http/requests/endpoint.js';
import { copiedStatus } from './copied-status.js';
import { textBatches, valueBatches } from './log-batches.js';
import { metricToValues } from './metric-to-values.js';
import { fittingTexts, longestTag } from './text-limits.js';

const start = new Date('2026-01-01');

function read(...values: MetricCell[]): ReturnType<typeof metricToValues> {
  const points = values.map((value, step) => ({ value, step }));
  return metricToValues({ kind: 'scalar', name: 'loss', valueType: 'double', points }, 'HD_1', start);
}

describe('the values that MLflow stores', () => {
  it('are all numbers of a history, in their order, NaN and the infinities too', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (numbers) => {
        expect(read(...numbers).values.map(({ value }) => value)).toEqual(numbers);
      }),
    );
  });

  it('never come from anything but a number, and what is left out is counted', () => {
    const { values, losses } = read('1', true, null, 2);
    expect(values).toEqual([{ value: 2, step: 3, timestamp: start.getTime() }]);
    expect(losses.map(({ what, count }) => [what, count])).toEqual([
      ['text in metrics', 1],
      ['booleans in metrics', 1],
      ['empty values in metrics', 1],
    ]);
  });

  it('are reported as lost where they read back as others', () => {
    const { losses } = read(-0, Number.MAX_VALUE, 2n ** 53n, 2n ** 53n + 1n);
    expect(losses.map(({ what, count }) => [what, count])).toEqual([
      ['signs of zeros', 1],
      ['largest numbers, which read back as infinities', 1],
      ['digits of integers beyond 2^53', 1],
    ]);
  });

  it('of no table or file are any', () => {
    const table: Metric = { kind: 'table', name: 't', columns: new Map(), rows: [] };
    const file: Metric = { kind: 'artifact', name: 'f', artifactType: 'image', references: [] };
    expect(metricToValues(table, 'HD_1', start)).toMatchObject({ values: [], losses: [{ what: 'tables', name: 't' }] });
    expect(metricToValues(file, 'HD_1', start)).toMatchObject({ losses: [{ what: 'metrics that are files' }] });
  });
});

describe('requests', () => {
  const bodyOf = ({ body }: Endpoint): unknown => (body?.kind === 'json' ? JSON.parse(body.text) : undefined);

  it('contain at most 1000 values or 100 texts, and all of them', () => {
    const values = Array.from({ length: 2001 }, (_, step) => ({ value: step, step, timestamp: 0 }));
    expect([...valueBatches('r', 'loss', values)].map(bodyOf)).toMatchObject([
      { metrics: { length: 1000 } },
      { metrics: { length: 1000 } },
      { metrics: [{ key: 'loss', value: 2000 }] },
    ]);
    const texts = new Map(Array.from({ length: 101 }, (_, at) => [`t${at}`, 'x']));
    expect([...textBatches('r', 'tags', texts)]).toHaveLength(2);
    expect([...textBatches('r', 'params', new Map())]).toEqual([]);
  });
});

describe('texts', () => {
  it('that would be cut are left out and reported', () => {
    const texts = new Map([
      ['fits', 'x'.repeat(longestTag)],
      ['long', 'x'.repeat(longestTag + 1)],
      ['n'.repeat(251), 'x'],
    ]);
    const { kept, losses } = fittingTexts(texts, { runId: 'r', what: 'tags', longest: longestTag });
    expect([...kept.keys()]).toEqual(['fits']);
    expect(losses.map(({ what }) => what)).toEqual(['tags over 8000 characters', 'tags with long names']);
  });
});

describe('statuses', () => {
  it('are MLflow’s own, or the nearest one, reported as such', () => {
    expect(['Completed', 'Failed', 'Canceled', 'Running', 'Queued'].map(copiedStatus)).toEqual(
      ['FINISHED', 'FAILED', 'KILLED', 'RUNNING', 'SCHEDULED'].map((status) => ({ status, isExact: true })),
    );
    expect(copiedStatus('Preparing')).toEqual({ status: 'SCHEDULED', isExact: false });
    expect(copiedStatus('Finalizing')).toEqual({ status: 'RUNNING', isExact: false });
    expect(copiedStatus('Brooding')).toEqual({ status: 'RUNNING', isExact: false });
  });
});
