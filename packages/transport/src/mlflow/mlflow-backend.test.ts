import { describe, expect, it, vi } from 'vitest';
import { mlflowRun, notThere, openMlflow } from '../__fixtures__/open-mlflow-backend.js';
import { collect, quickRetry } from '../__fixtures__/open-test-backend.js';
import type { TestAnswer } from '../__fixtures__/start-test-server.js';
import { closedAddress } from '../__fixtures__/start-test-server.js';
import { createMlflowBackend } from './mlflow-backend.js';

const parent = mlflowRun('p', { status: 'RUNNING' });

describe('who asks', () => {
  it.each([
    ['a token', 'abc', 'Bearer abc'],
    ['a user with a password', { username: 'ada', password: 'pä:ss' }, 'Basic YWRhOnDDpDpzcw=='],
    ['nobody', undefined, undefined],
  ])('is sent in the header: %s', async (_, credential, header) => {
    const { server, backend } = await openMlflow(() => ({ body: { run: parent } }), { credential });
    await backend.getRun('p');
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([header, header]);
    expect(server.requests[0]?.headers['user-agent']).toBe('hyperdrive-run sdk_run_hyper_drive');
  });

  it('is refused at once where the user cannot be written in a header, and no password is shown', () => {
    const open = (): unknown =>
      createMlflowBackend({ address: 'http://h', credential: { username: 'a:b', password: 'secret' } });
    expect(open).toThrow('credential.username is "a:b"');
    expect(open).not.toThrow('secret');
  });
});

describe('what goes wrong', () => {
  const answers: readonly (readonly [string, TestAnswer, object])[] = [
    ['an unknown run', notThere, { code: 'run-not-found', runId: 'p', serviceCode: 'RESOURCE_DOES_NOT_EXIST' }],
    ['no right', { status: 401, body: 'You are not authenticated. Please see ...' }, { code: 'not-authenticated' }],
    ['a host that is not allowed', { status: 403, body: 'Invalid Host header' }, { code: 'not-authorized' }],
    [
      'a wrong request',
      { status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE', message: 'no' } },
      { code: 'refused' },
    ],
    [
      "Azure's way of saying it",
      { status: 400, body: { Error: { Code: 'UserError', Message: 'too many' }, error_code: 'BAD_REQUEST' } },
      { code: 'refused', serviceCode: 'BAD_REQUEST', message: expect.stringContaining('too many') },
    ],
    ['an answer without a run', { body: {} }, { code: 'unexpected-answer' }],
    ['a page for people', { body: '<html>Sign in</html>' }, { code: 'unexpected-answer' }],
  ];
  it.each(answers)('is distinguished: %s', async (_, answer, expected) => {
    const { backend } = await openMlflow(() => answer);
    await expect(backend.getRun('p')).rejects.toMatchObject(expected);
  });

  it('is a server that is not there', async () => {
    const backend = createMlflowBackend({ address: await closedAddress(), retry: quickRetry });
    await expect(backend.getRun('p')).rejects.toMatchObject({ code: 'connection-failed', isRetryable: true });
  });

  it('is a run of another experiment, which this one does not have', async () => {
    const { backend } = await openMlflow(() => ({ body: { run: mlflowRun('p', { experimentId: '8' }) } }));
    await expect(backend.getRun('p')).rejects.toMatchObject({ code: 'run-not-found' });
    expect(await backend.withScope({ workspaceName: 'other' }).getRun('p').catch(String)).toContain('"tulips"');
  });

  it('is an experiment that does not exist: without it, its runs are not found either', async () => {
    const { backend } = await openMlflow(() => ({ body: { run: parent } }), { experimentName: 'roses' });
    await expect(backend.getRun('p')).rejects.toMatchObject({ code: 'run-not-found' });
    await expect(collect(backend.listSweeps())).rejects.toMatchObject({
      code: 'refused',
      status: 404,
      message: 'There is no experiment "roses" on the MLflow server.',
    });
  });
});

describe('listings', () => {
  it('ask for the newest start first, and pass over runs that a new one pushed onto the next page', async () => {
    const pages = [
      { runs: [mlflowRun('c'), mlflowRun('b')], next_page_token: '2' },
      { runs: [mlflowRun('b'), mlflowRun('a')] },
    ];
    const { server, backend } = await openMlflow((call) => ({
      body: (call === 'runs/search' ? pages.shift() : undefined) ?? {},
    }));
    const listed = await collect(backend.listChildRuns('p', { pageSize: 2 }));
    expect(listed.map(({ runId }) => runId)).toEqual(['c', 'b', 'a']);
    const [, , first, second] = server.requests.map(({ body }) => body && JSON.parse(body));
    expect(first).toEqual({
      experiment_ids: ['7'],
      filter: "tags.`mlflow.parentRunId` = 'p'",
      max_results: 2,
      order_by: ['attributes.start_time DESC'],
    });
    expect(second).toMatchObject({ page_token: '2' });
  });

  it('end with an error where the server leads back to a page that was read', async () => {
    const { backend } = await openMlflow(() => ({ body: { runs: [mlflowRun('a')], next_page_token: 'x' } }));
    await expect(collect(backend.listChildRuns('p'))).rejects.toMatchObject({ code: 'unexpected-answer' });
  });

  it('distinguish an unknown parent from one without children', async () => {
    const empty = await openMlflow((call) => (call === 'runs/get' ? { body: { run: parent } } : { body: {} }));
    expect(await collect(empty.backend.listChildRuns('p'))).toEqual([]);
    const unknown = await openMlflow((call) => (call === 'runs/get' ? notThere : { body: {} }));
    await expect(collect(unknown.backend.listChildRuns('p'))).rejects.toMatchObject({ code: 'run-not-found' });
    await expect(collect(unknown.backend.listChildRuns(`'"`))).rejects.toMatchObject({ code: 'run-not-found' });
  });

  it('find children that a tool put into another experiment, which then belong to the one of their parent', async () => {
    const child = mlflowRun('a', { experimentId: '9', tags: { 'mlflow.parentRunId': 'p' } });
    const { backend } = await openMlflow((call, { url, body }) => {
      if (call === 'runs/get') return { body: { run: url.endsWith('=a') ? child : parent } };
      if (call === 'experiments/search') return { body: { experiments: [{ experiment_id: '9', name: 'study' }] } };
      return { body: { runs: body.includes('"9"') ? [child] : [] } };
    });
    const listed = await collect(backend.listChildRuns('p'));
    expect(listed.map(({ runId, experimentName }) => [runId, experimentName])).toEqual([['a', 'study']]);
    expect((await backend.getRun('a')).parentRunId).toBe('p');
  });

  it('refuse a page size that is none, before any request', async () => {
    const { server, backend } = await openMlflow(() => ({ body: {} }));
    await expect(collect(backend.listChildRuns('p', { pageSize: 0 }))).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    expect(server.requests).toEqual([]);
  });

  it('of sweeps bring both spellings of the tag together, newest first, each once', async () => {
    const { backend } = await openMlflow((_, { body }) => {
      const isPrefixed = body.includes('_aml_system_');
      const times = isPrefixed ? [9, 4, 1] : [7, 4, 2];
      return { body: { runs: times.map((startTime) => mlflowRun(`s${startTime}`, { startTime })) } };
    });
    expect((await collect(backend.listSweeps())).map(({ runId }) => runId)).toEqual(['s9', 's7', 's4', 's2', 's1']);
  });

  it('go on without the name of an experiment that is not there, and ask for it once', async () => {
    const children = [mlflowRun('a', { experimentId: '9' }), mlflowRun('b', { experimentId: '9' })];
    const { server, backend } = await openMlflow((call) =>
      call === 'experiments/get' ? notThere : { body: { runs: children } },
    );
    const listed = await collect(backend.listChildRuns('p'));
    expect(listed.map(({ experimentName }) => experimentName)).toEqual([undefined, undefined]);
    expect(server.requests.filter(({ url }) => url.includes('experiments/get?'))).toHaveLength(1);
  });

  it.each([403, 404])('reject where the name of an experiment cannot be read: status %d', async (status) => {
    const { backend } = await openMlflow((call) =>
      call === 'experiments/get' ? { status, body: 'no' } : { body: { runs: [mlflowRun('a', { experimentId: '9' })] } },
    );
    await expect(collect(backend.listChildRuns('p'))).rejects.toMatchObject({ status });
  });

  it('of all experiments name the one of each sweep', async () => {
    const { server, backend } = await openMlflow(
      (call, { body }) =>
        call === 'experiments/search'
          ? {
              body: {
                experiments: [
                  { experiment_id: '7', name: 'tulips' },
                  { experiment_id: '8', name: 'roses' },
                ],
              },
            }
          : { body: { runs: body.includes('_aml') ? [mlflowRun('s', { experimentId: '8' })] : [] } },
      { experimentName: undefined },
    );
    expect((await collect(backend.listSweeps())).map(({ experimentName }) => experimentName)).toEqual(['roses']);
    expect(JSON.parse(server.requests[1]?.body ?? '{}')).toMatchObject({ experiment_ids: ['7', '8'] });
  });
});

describe('cancelling', () => {
  /** A sweep of four children that have not ended, but for one; changes of a status are kept. */
  async function openSweep(onUpdate: (runId: string, statuses: Map<string, string>) => TestAnswer | undefined) {
    const statuses = new Map([
      ['p', 'RUNNING'],
      ['a', 'RUNNING'],
      ['b', 'FINISHED'],
      ['c', 'SCHEDULED'],
    ]);
    const tagged = new Set<string>();
    const run = (runId: string): object =>
      mlflowRun(runId, {
        status: statuses.get(runId) ?? '',
        tags: tagged.has(runId) ? { 'hyperdrive.canceledAt': '1700000000000' } : {},
      });
    const onWarning = vi.fn();
    const { backend, server } = await openMlflow(
      (call, { body }) => {
        if (call === 'runs/get') return { body: { run: run('p') } };
        if (call === 'runs/search') return { body: { runs: ['a', 'b', 'c'].map(run) } };
        const { run_id: runId, status } = JSON.parse(body);
        if (call === 'runs/log-batch') tagged.add(runId);
        if (call !== 'runs/update') return { body: {} };
        statuses.set(runId, status);
        return onUpdate(runId, statuses) ?? { body: {} };
      },
      { onWarning, retry: { budgetMs: 0 } },
    );
    return { backend, server, statuses, onWarning };
  }

  it('kills the parent, then the children that have not ended, each with an end time', async () => {
    const { backend, server, statuses, onWarning } = await openSweep(() => undefined);
    await backend.cancelSweep('p');
    expect([...statuses]).toEqual([
      ['p', 'KILLED'],
      ['a', 'KILLED'],
      ['b', 'FINISHED'],
      ['c', 'KILLED'],
    ]);
    const updates = server.requests
      .filter(({ url }) => url.endsWith('runs/update'))
      .map(({ body }) => JSON.parse(body));
    expect(updates[0]).toEqual({ run_id: 'p', status: 'KILLED', end_time: expect.any(Number) });
    expect(onWarning).not.toHaveBeenCalled();
  });

  it('warns of a process that set its run back meanwhile', async () => {
    const { backend, onWarning } = await openSweep((runId, statuses) => {
      if (runId === 'a') statuses.set('a', 'FINISHED');
      return undefined;
    });
    await backend.cancelSweep('p');
    expect(onWarning).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^Run "a": It was canceled .* FINISHED/));
  });

  it('can be asked for again where a child could not be killed, and is refused once nothing is left to end', async () => {
    let isDown = true;
    const { backend, statuses } = await openSweep((runId, all) => {
      if (runId !== 'c' || !isDown) return undefined;
      all.set('c', 'SCHEDULED');
      return { status: 500, body: '' };
    });
    await expect(backend.cancelSweep('p')).rejects.toMatchObject({ code: 'service-failure' });
    expect([statuses.get('p'), statuses.get('c')]).toEqual(['KILLED', 'SCHEDULED']);
    isDown = false;
    await backend.cancelSweep('p');
    expect([statuses.get('p'), statuses.get('c')]).toEqual(['KILLED', 'KILLED']);
    await expect(backend.cancelSweep('p')).rejects.toMatchObject({ code: 'already-finished' });
  });
});

describe('changing a run', () => {
  it('warns of texts that the server cut', async () => {
    const onWarning = vi.fn();
    const long = 'y'.repeat(9000);
    const { backend } = await openMlflow(
      (call) =>
        call === 'runs/get' ? { body: { run: mlflowRun('p', { tags: { note: long.slice(0, 8000) } }) } } : { body: {} },
      { onWarning },
    );
    await backend.updateRun('p', { setTags: new Map([['note', long]]) });
    expect(onWarning).toHaveBeenCalledExactlyOnceWith('The server cut "note" of run "p" from 9000 characters to 8000.');
  });
});
