import type { RunDescription, RunToCopy } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import { callOf, mlflowRun, notThere } from '../../__fixtures__/open-mlflow-backend.js';
import { quickRetry } from '../../__fixtures__/open-test-backend.js';
import { type SeenRequest, startTestServer, type TestAnswer } from '../../__fixtures__/start-test-server.js';
import { createMlflowCopyTarget } from './mlflow-copy-target.js';

// That copies give the same answers is shown on a real server, in tests/mlflow. Here: what is sent.

async function open(answer: (call: string, request: SeenRequest) => TestAnswer) {
  const server = await startTestServer((request) => {
    const call = callOf(request);
    return call === 'experiments/get-by-name'
      ? { body: { experiment: { experiment_id: '7' } } }
      : answer(call, request);
  });
  const target = createMlflowCopyTarget({ address: server.address, experimentName: 'tulips', retry: quickRetry });
  const sent = (call: string): unknown[] =>
    server.requests.filter((request) => callOf(request) === call).map(({ body }) => JSON.parse(body));
  return { server, target, sent };
}

const toCopy: RunToCopy = {
  sourceKey: 's/HD_1_0',
  sweepKey: 's/HD_1',
  parentId: 'p',
  name: 'n',
  startTime: new Date(5),
};
const said: RunDescription = {
  runId: 'HD_1_0',
  status: 'Completed',
  tags: new Map(),
  properties: new Map(),
  parameters: new Map(),
};

describe('a copy', () => {
  it('carries the keys of what it is a copy of from the moment it is made', async () => {
    const { target, sent } = await open(() => ({ body: { run: mlflowRun('new') } }));
    expect(await target.createRun(toCopy)).toBe('new');
    expect(sent('runs/create')).toEqual([
      {
        experiment_id: '7',
        start_time: 5,
        run_name: 'n',
        tags: [
          { key: 'hyperdrive.copyOf', value: 's/HD_1_0' },
          { key: 'hyperdrive.copiedSweep', value: 's/HD_1' },
          { key: 'hyperdrive.names', value: 'escaped' },
          { key: 'mlflow.parentRunId', value: 'p' },
        ],
      },
    ]);
  });

  it('is made once: a failure of the server is not tried again', async () => {
    const { target, sent } = await open(() => ({ status: 503, body: {} }));
    await expect(target.createRun(toCopy)).rejects.toMatchObject({ code: 'service-failure' });
    expect(sent('runs/create')).toHaveLength(1);
  });

  it('is found by its sweep’s key, whatever quotes that contains but both', async () => {
    const { target, sent } = await open(() => ({
      body: { runs: [mlflowRun('a', { tags: { 'hyperdrive.copyOf': 'key of a' } }), mlflowRun('b')] },
    }));
    expect(await target.findCopies("it's")).toEqual(new Map([['key of a', 'a']]));
    expect(sent('runs/search')).toMatchObject([{ filter: 'tags.`hyperdrive.copiedSweep` = "it\'s"' }]);
    await expect(target.findCopies(`'"`)).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('goes into an experiment that is made where it is not there', async () => {
    const server = await startTestServer((request) => {
      const call = callOf(request);
      if (call === 'experiments/get-by-name') return notThere;
      return call === 'experiments/create' ? { body: { experiment_id: '9' } } : { body: {} };
    });
    const target = createMlflowCopyTarget({ address: server.address, experimentName: 'new', retry: quickRetry });
    await target.findCopies('a');
    await target.findCopies('b');
    const calls = server.requests.map(callOf);
    expect(calls.filter((call) => call === 'experiments/create')).toHaveLength(1);
    expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toMatchObject({ experiment_ids: ['9'] });
  });

  it('does not learn the places of the run that it is a copy of', async () => {
    const { target, sent } = await open(() => ({ body: {} }));
    const tags = new Map([
      ['mlflow.parentRunId', 'old'],
      ['hyperdrive.copyOf', 'older'],
      ['note', 'kept'],
    ]);
    await target.describeRun('c', {
      ...said,
      tags,
      parentId: 'p',
      properties: new Map([['a', 'b']]),
      endTime: new Date(9),
    });
    expect(sent('runs/log-batch')).toEqual([
      {
        run_id: 'c',
        tags: [
          { key: 'note', value: 'kept' },
          { key: 'hyperdrive.property.a', value: 'b' },
          { key: 'mlflow.parentRunId', value: 'p' },
        ],
      },
    ]);
    expect(sent('runs/update')).toEqual([{ run_id: 'c', status: 'FINISHED', end_time: 9 }]);
  });

  it('gets only the values that it has not', async () => {
    const { target, sent } = await open((call) => {
      if (call === 'runs/get') return { body: { run: mlflowRun('c', { metrics: ['loss'] }) } };
      if (call === 'get-history-bulk') return notThere;
      if (call === 'get-history') return { body: { metrics: [{ key: 'loss', value: 0.5, timestamp: 5, step: 0 }] } };
      return { body: {} };
    });
    const points = [0.5, 0.25].map((value, step) => ({ value, step }));
    const metric = { kind: 'scalar' as const, name: 'loss', valueType: 'double', points };
    const options = { isKnown: true, startTime: new Date(5) };
    expect(await target.logMetrics('c', 'HD_1_0', [metric], options)).toEqual({ logged: 1, known: 1, losses: [] });
    expect(sent('runs/log-batch')).toEqual([
      { run_id: 'c', metrics: [{ key: 'loss', value: 0.25, step: 1, timestamp: 5 }] },
    ]);
  });
});

it('needs an experiment to copy to', () => {
  expect(() => createMlflowCopyTarget({ address: 'http://127.0.0.1:1' })).toThrow('experiment');
});
