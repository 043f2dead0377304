import type { LoggedRow } from '@hyperdrive-run/core/ports';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quickRetry, runsPrefix, testScope, workspacePrefix } from '../__fixtures__/open-test-backend.js';
import { startTestServer } from '../__fixtures__/start-test-server.js';
import { createAzureMlTrainingBackend } from './azure-ml-training-backend.js';
import { rowsPerBatch, toMetricBatches } from './metrics/to-metric-batch.js';

function open(address: string) {
  return createAzureMlTrainingBackend({
    endpoint: { kind: 'address', address },
    scope: testScope,
    credential: 'run-token',
    retry: quickRetry,
  });
}

function row(metricId: string, name: string, value: number | bigint, step?: number): LoggedRow {
  const time = new Date('2026-01-02T03:04:05Z');
  return {
    metricId,
    name,
    kind: 'scalar',
    cells: new Map([[name, value]]),
    columns: new Map([[name, 'double']]),
    step,
    time,
  };
}

describe('logging', () => {
  it('delivers rows as the protocol has them, with what JSON has no form for as text', async () => {
    const server = await startTestServer(() => ({}));
    const table: LoggedRow = {
      metricId: 'id-3',
      name: 'soil',
      kind: 'table',
      cells: new Map<string, number | string>([
        ['ph', 6.5],
        ['kind', 'clay'],
      ]),
      columns: new Map([
        ['ph', 'double'],
        ['kind', 'string'],
      ]),
      time: new Date('2026-01-02T03:04:05Z'),
    };
    await open(server.address).logRows('HD_1_0', [row('id-1', 'loss', Number.NaN, 3), row('id-2', 'loss', 0.5), table]);
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      url: `/metric/v2.0/${workspacePrefix}/runs/HD_1_0/batch`,
      headers: { authorization: 'Bearer run-token' },
    });
    const createdUtc = '2026-01-02T03:04:05.000Z';
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      values: [
        {
          name: 'loss',
          columns: { loss: 'double' },
          value: [
            { metricId: 'id-1', createdUtc, step: 3, data: { loss: 'NaN' } },
            { metricId: 'id-2', createdUtc, data: { loss: 0.5 } },
          ],
          properties: { uxMetricType: 'azureml.v1.scalar' },
        },
        {
          name: 'soil',
          columns: { ph: 'double', kind: 'string' },
          value: [{ metricId: 'id-3', createdUtc, data: { ph: 6.5, kind: 'clay' } }],
          properties: { uxMetricType: 'azureml.v1.table' },
        },
      ],
      reportErrors: true,
    });
  });

  it('delivers the same rows again after a lost connection, and further batches only after the first', async () => {
    let answered = 0;
    const server = await startTestServer(() => (answered++ === 0 ? 'drop the connection' : {}));
    const rows = Array.from({ length: rowsPerBatch + 1 }, (_, at) => row(`id-${at}`, 'loss', at));
    await open(server.address).logRows('HD_1_0', rows);
    const [first, again, second] = server.requests.map(({ body }) => body);
    expect(first).toBe(again);
    expect(second).toContain(`id-${rowsPerBatch}`);
    expect(server.requests).toHaveLength(3);
  });

  it('rejects where the service refuses', async () => {
    const server = await startTestServer(() => ({ status: 403 }));
    await expect(open(server.address).logRows('HD_1_0', [row('a', 'loss', 1)])).rejects.toMatchObject({
      code: 'not-authorized',
    });
  });

  it('keeps every row, in its order, and no batch above its size', () => {
    const names = fc.constantFrom('a', 'b', '__proto__');
    fc.assert(
      fc.property(fc.array(names, { maxLength: 150 }), (list) => {
        const rows = list.map((name, at) => row(`id-${at}`, name, at));
        const batches = toMetricBatches(rows);
        for (const { values } of batches) {
          expect(values.reduce((sum, { value }) => sum + value.length, 0)).toBeLessThanOrEqual(rowsPerBatch);
        }
        const sent = batches.flatMap(({ values }) =>
          values.flatMap(({ name, value }) => value.map(({ metricId }) => [metricId, name])),
        );
        expect(sent).toEqual(rows.map(({ metricId, name }) => [metricId, name]));
      }),
    );
  });
});

describe("the training script's own run", () => {
  it('is read and changed', async () => {
    const server = await startTestServer(() => ({ body: { runId: 'HD_1_0', status: 'Running' } }));
    const backend = open(server.address);
    expect((await backend.getRun('HD_1_0')).status).toBe('Running');
    await backend.updateRun('HD_1_0', { setTags: new Map([['a', 'b']]) });
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${runsPrefix}/runs/HD_1_0`,
      `PATCH ${runsPrefix}/runs/HD_1_0`,
    ]);
  });
});
