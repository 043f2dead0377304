import type { JsonValue } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import { eachAt, jsonAt, textAt } from '../__fixtures__/json-at.js';
import { type Answer, startTestService, type TestService, workspace } from '../__fixtures__/start-test-service.js';

const api = `/mlflow/v2.0/${workspace}/api/2.0/mlflow`;

/** A service with a sweep of two trials that the engine has. `post` and `get` ask with the token that is given. */
async function startSweep(limits = {}) {
  const service = await startTestService({ limits });
  for (const runId of ['HD_1', 'HD_1_0', 'HD_1_1']) {
    const parentRunId = runId === 'HD_1' ? undefined : 'HD_1';
    const tags = new Map([['hyperparameters', '{"rate":0.5,"kind":"tulip"}']]);
    service.store.createRun({
      scope: garden,
      runId,
      parentRunId,
      status: 'Running',
      tags: parentRunId === undefined ? new Map() : tags,
    });
    service.engine.owned.add(runId);
  }
  const { token } = await service.auth.issueRunToken({ scope: garden, runId: 'HD_1_0' });
  return { ...service, ...callsOf(service), trial: callsOf(service, token), key: { scope: garden, runId: 'HD_1_0' } };
}

function callsOf(service: TestService, token?: string) {
  return {
    post: (call: string, fields: object): Promise<Answer> =>
      service.ask('POST', `${api}/${call}`, { body: JSON.stringify(fields), token }),
    get: (call: string, query: Readonly<Record<string, string>>): Promise<Answer> =>
      service.ask('GET', `${api}/${call}?${new URLSearchParams(query)}`, { token }),
  };
}

describe("a trial's run, to MLflow", () => {
  it('has its parent, its name and its hyperparameters where MLflow has them', async () => {
    const { trial, store, key } = await startSweep();
    store.updateRun(key, { displayName: 'first' });

    const { json } = await trial.get('runs/get', { run_id: 'HD_1_0' });
    expect(jsonAt(json, 'run', 'info', 'run_name')).toBe('first');
    expect(pairs(jsonAt(json, 'run', 'data', 'params'))).toEqual({ rate: '0.5', kind: 'tulip' });
    expect(pairs(jsonAt(json, 'run', 'data', 'tags'))).toMatchObject({
      'mlflow.parentRunId': 'HD_1',
      'mlflow.runName': 'first',
    });
  });

  it('has the value with the greatest step of each metric, whenever it was logged', async () => {
    const { trial } = await startSweep();
    for (const step of [1, 5, 4]) {
      await trial.post('runs/log-metric', {
        run_id: 'HD_1_0',
        key: 'loss',
        value: step / 10,
        timestamp: 9 - step,
        step,
      });
    }

    const { json } = await trial.get('runs/get', { run_id: 'HD_1_0' });
    expect(pairs(jsonAt(json, 'run', 'data', 'metrics'))).toEqual({ loss: 0.5 });
  });

  it('keeps its parent, whatever a tag says', async () => {
    const { post, store, key } = await startSweep();
    const setParent = (value: string) => post('runs/set-tag', { run_id: 'HD_1_0', key: 'mlflow.parentRunId', value });

    expect((await setParent('HD_1')).status).toBe(200);
    expect((await setParent('HD_2')).status).toBe(400);
    expect(store.getRun(key)?.parentRunId).toBe('HD_1');
  });

  it('leaves out of its metrics what MLflow cannot express, and holds the rest', async () => {
    const { trial, store, key } = await startSweep();
    const row = (
      name: string,
      type: string,
      cell: string | number | boolean | bigint,
      uxMetricType = 'azureml.v1.scalar',
    ) => ({
      metricId: name,
      name,
      metricType: uxMetricType,
      columns: new Map([[name, type]]),
      data: new Map([[name, cell]]),
      time: new Date(5),
    });
    store.appendMetricRows(key, [
      row('text', 'string', '7'),
      row('flag', 'bool', true),
      row('table', 'double', 1, 'azureml.v1.table'),
      row('numeric text', 'double', '7'),
      row('large', 'int', 2n ** 60n),
      row('endless', 'double', Number.NEGATIVE_INFINITY),
    ]);

    const { json } = await trial.get('runs/get', { run_id: 'HD_1_0' });
    expect(pairs(jsonAt(json, 'run', 'data', 'metrics'))).toEqual({
      'numeric text': 7,
      large: 2 ** 60,
      endless: '-Infinity',
    });
    expect(
      jsonAt((await trial.get('metrics/get-history', { run_id: 'HD_1_0', metric_key: 'text' })).json, 'metrics'),
    ).toEqual([]);
  });

  it.each(['FINISHED', 'FAILED', 'KILLED', 'RUNNING'])(
    'stays as the engine has it when its script says %s',
    async (status) => {
      const { trial, store, engine, key } = await startSweep();

      const { json } = await trial.post('runs/update', { run_id: 'HD_1_0', status, end_time: 5 });
      expect(jsonAt(json, 'run_info', 'status')).toBe('RUNNING');
      expect(store.getRun(key)).toMatchObject({ status: 'Running', endTime: undefined });
      expect(engine.canceled).toEqual([]);
    },
  );

  it("is canceled when the service's token kills it, and so is its sweep", async () => {
    const { post, engine } = await startSweep();

    await post('runs/update', { run_id: 'HD_1_0', status: 'KILLED', end_time: 5 });
    await post('runs/update', { run_id: 'HD_1', status: 'KILLED', end_time: 5 });
    await post('runs/update', { run_id: 'HD_1_1', status: 'FINISHED', end_time: 5 });
    expect(engine.canceled).toEqual(['HD_1_0', 'HD_1']);
  });

  it('is never what its script gets where it makes a run: each is one of its own, below the trial', async () => {
    const { trial, store, key } = await startSweep();
    const create = async (name: string) => {
      const tags = [{ key: 'mlflow.runName', value: name }];
      const { json } = await trial.post('runs/create', { experiment_id: '0', run_name: name, tags });
      return textAt(json, 'run', 'info', 'run_id');
    };
    const made = [await create('bold fox'), await create('calm owl')];
    for (const [value, run_id] of ['HD_1_0', ...made].entries()) {
      await trial.post('runs/log-batch', { run_id, params: [{ key: 'depth', value: String(value) }] });
    }

    expect(new Set(['HD_1_0', ...made]).size).toBe(3);
    expect([...store.childrenOf(key)].map(({ runId, displayName }) => [runId, displayName])).toEqual([
      [made[0], 'bold fox'],
      [made[1], 'calm owl'],
    ]);
    const { json } = await trial.get('runs/get', { run_id: made[1] ?? '' });
    expect(pairs(jsonAt(json, 'run', 'data', 'params'))).toEqual({ depth: '2' });
    expect(pairs(jsonAt(json, 'run', 'data', 'tags'))).toMatchObject({ 'mlflow.parentRunId': 'HD_1_0' });
    expect([...store.childrenOf({ ...key, runId: 'HD_1' })].map(({ runId }) => runId)).toEqual(['HD_1_0', 'HD_1_1']);
    expect(store.getRun(key)?.displayName).toBeUndefined();
  });

  it('has runs below it that end as their script says, once', async () => {
    const { trial, store } = await startSweep();
    const made = await trial.post('runs/create', {
      run_name: 'fold',
      start_time: 7,
      tags: [{ key: 'mlflow.parentRunId', value: 'HD_1_0' }],
    });
    const runId = textAt(made.json, 'run', 'info', 'run_id');

    await trial.post('runs/update', { run_id: runId, status: 'FAILED', end_time: 9 });
    await trial.post('runs/update', { run_id: runId, status: 'FINISHED', end_time: 10 });
    const run = store.getRun({ scope: garden, runId });
    expect(run).toMatchObject({ parentRunId: 'HD_1_0', rootRunId: 'HD_1', status: 'Failed', displayName: 'fold' });
    expect([run?.startTime?.getTime(), run?.endTime?.getTime()]).toEqual([7, 9]);
  });

  it('has runs below it that its script opens again, while the trial runs', async () => {
    const { trial, store } = await startSweep();
    const made = await trial.post('runs/create', {});
    const key = { scope: garden, runId: textAt(made.json, 'run', 'info', 'run_id') };
    const update = (status: string) => trial.post('runs/update', { run_id: key.runId, status, end_time: 9 });

    await update('FINISHED');
    await update('RUNNING');
    expect(store.getRun(key)).toMatchObject({ status: 'Running', endTime: undefined });
    await update('FAILED');
    expect(store.getRun(key)).toMatchObject({ status: 'Failed' });
    store.updateRun({ scope: garden, runId: 'HD_1_0' }, { status: 'Completed' });
    await update('RUNNING');
    expect(store.getRun(key)).toMatchObject({ status: 'Failed' });
  });

  it('cannot be made below the run of another, and its token writes no other', async () => {
    const { trial } = await startSweep();
    const below = { tags: [{ key: 'mlflow.parentRunId', value: 'HD_1' }] };

    for (const answer of [
      await trial.post('runs/create', below),
      await trial.post('runs/log-metric', { run_id: 'HD_1_1', key: 'loss', value: 1, timestamp: 1 }),
      await trial.post('runs/update', { run_id: 'HD_1', status: 'KILLED' }),
    ]) {
      expect([answer.status, jsonAt(answer.json, 'error_code')]).toEqual([403, 'PERMISSION_DENIED']);
    }
  });
});

describe('errors of MLflow calls', () => {
  it('have the form and the words that its client reads', async () => {
    const { ask, get, post } = await startSweep();
    const answers = [
      await get('runs/get', { run_id: 'nobody' }),
      await get('runs/get', {}),
      await get('no/such/call', {}),
      await ask('GET', `${api}/runs/get`, { token: null }),
      await ask('POST', `${api}/runs/log-batch`, { body: '{' }),
      await ask('POST', `${api}/runs/log-batch`, { body: `{"a": "${'x'.repeat(200_000)}"}` }),
      await post('runs/update', { run_id: 'HD_1_0', status: 'DONE' }),
      await post('runs/log-metric', { run_id: 'HD_1_0', key: 'loss', value: 1, timestamp: 1e300 }),
    ];

    expect(answers.map(({ status, json }) => [status, jsonAt(json, 'error_code')])).toEqual([
      [404, 'RESOURCE_DOES_NOT_EXIST'],
      [400, 'INVALID_PARAMETER_VALUE'],
      [404, 'RESOURCE_DOES_NOT_EXIST'],
      [401, 'UNAUTHENTICATED'],
      [400, 'INVALID_PARAMETER_VALUE'],
      [413, 'REQUEST_LIMIT_EXCEEDED'],
      [400, 'INVALID_PARAMETER_VALUE'],
      [400, 'INVALID_PARAMETER_VALUE'],
    ]);
    for (const { json } of answers) expect(textAt(json, 'message')).not.toBe('');
  });
});

describe('pages', () => {
  it('of a search hold each run once, however many are added meanwhile', async () => {
    const { post, store } = await startSweep({ runsPerPage: 2 });
    const start = (number: number) =>
      store.createRun({
        scope: garden,
        runId: `r${number}`,
        status: 'Running',
        startTime: new Date(number),
        parentRunId: 'p',
      });
    for (let number = 0; number < 7; number += 1) start(number);
    const fields = {
      experiment_ids: [experimentIdOf(garden)],
      filter: "tags.mlflow.parentRunId = 'p'",
      max_results: 1000,
    };
    const seen: (JsonValue | undefined)[] = [];
    let token: JsonValue | undefined;
    do {
      const { json } = await post('runs/search', { ...fields, page_token: token ?? '' });
      seen.push(...eachAt(jsonAt(json, 'runs'), 'info', 'run_id'));
      token = jsonAt(json, 'next_page_token');
      start(100 + seen.length);
    } while (token !== undefined);

    expect(seen).toEqual(['r6', 'r5', 'r4', 'r3', 'r2', 'r1', 'r0']);
  });

  it('of a sorted search, of a history and of the experiments go on where the page before ended', async () => {
    const { post, get, store, key } = await startSweep();
    for (const [step, runId] of ['c', 'a', 'b'].entries()) {
      store.createRun({ scope: { ...garden, experimentName: `more ${runId}` }, runId, displayName: runId });
      await post('runs/log-metric', { run_id: key.runId, key: 'loss', value: step, timestamp: step, step });
    }
    const experimentIds = ['a', 'b', 'c'].map((name) => experimentIdOf({ ...garden, experimentName: `more ${name}` }));
    const search = { experiment_ids: experimentIds, order_by: ['attributes.run_name DESC'], max_results: 2 };

    const first = await post('runs/search', search);
    const second = await post('runs/search', { ...search, page_token: textAt(first.json, 'next_page_token') });
    const names = [first, second].map(({ json }) => eachAt(jsonAt(json, 'runs'), 'info', 'run_name'));
    expect(names).toEqual([['c', 'b'], ['a']]);

    const history = { run_id: key.runId, metric_key: 'loss', max_results: '2' };
    const page = await get('metrics/get-history', history);
    const rest = await get('metrics/get-history', { ...history, page_token: textAt(page.json, 'next_page_token') });
    expect([page, rest].map(({ json }) => eachAt(jsonAt(json, 'metrics'), 'value'))).toEqual([[0, 1], [2]]);

    const experiments = await post('experiments/search', { max_results: 3 });
    const token = textAt(experiments.json, 'next_page_token');
    const last = await post('experiments/search', { max_results: 3, page_token: token });
    expect(eachAt(jsonAt(last.json, 'experiments'), 'name')).toEqual([garden.experimentName]);
  });
});

/** Keys and values as an object. */
function pairs(list: JsonValue | undefined): Readonly<Record<string, unknown>> {
  const keys = eachAt(list, 'key').map(String);
  const values = eachAt(list, 'value');
  return Object.fromEntries(keys.map((key, index) => [key, values[index]]));
}
