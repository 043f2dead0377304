import { readMetric } from '@hyperdrive-run/core';
import type { GetMetricReadingsOptions, RunReadingResult } from '@hyperdrive-run/core/ports';
import { expect, it } from 'vitest';
import { accuracy, open, sweep } from '../../__fixtures__/unreadable-sweeps.js';
import { contractScope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { getMetricReadings } from './get-metric-readings.js';

const asked: GetMetricReadingsOptions = { name: 'accuracy', goal: 'maximize', scope: 'best', childrenOf: 'HD_1' };
const ids = ['HD_1_0', 'HD_1_1', 'HD_1_2'];

async function collect(results: AsyncIterable<RunReadingResult>): Promise<ReadonlyMap<string, RunReadingResult>> {
  const found = new Map<string, RunReadingResult>();
  for await (const result of results) found.set(result.runId, result);
  return found;
}

function backendOf() {
  const { backend } = open(sweep({ children: [{ metrics: accuracy(0.5, 0.9, 0.7) }, {}, { metrics: accuracy(1) }] }));
  backend.unreadable.add('HD_1_2');
  return backend;
}

it('reads by the rule what a backend picks no values of, and keeps what could not be read apart', async () => {
  const found = await collect(getMetricReadings(backendOf(), ids, asked));
  expect(found.get('HD_1_0')).toMatchObject({ kind: 'read', reading: { kind: 'value', value: 0.9 } });
  expect(found.get('HD_1_1')).toMatchObject({ kind: 'read', reading: { kind: 'missing', reason: 'not-logged' } });
  expect(found.get('HD_1_2')).toMatchObject({ kind: 'unreadable' });
});

it('asks a backend for the values that can pick them, and for nothing else', async () => {
  const calls: unknown[] = [];
  class PickingBackend extends InMemoryBackend {
    override getMetrics(): never {
      throw new Error('It was asked for all metrics.');
    }
    async *getMetricReadings(runIds: readonly string[], options: GetMetricReadingsOptions) {
      calls.push([runIds, options]);
      for (const runId of runIds) yield { kind: 'read', runId, reading: readMetric(undefined, options.goal) } as const;
    }
  }
  const backend = new PickingBackend(contractScope);
  expect((await collect(getMetricReadings(backend, ids, asked))).size).toBe(3);
  expect(calls).toEqual([[ids, asked]]);
});
