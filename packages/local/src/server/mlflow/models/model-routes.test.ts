import { describe, expect, it } from 'vitest';
import { garden } from '../../../storage/__fixtures__/garden-scope.js';
import { experimentIdOf } from '../../../storage/scope-ids.js';
import { eachAt, jsonAt, textAt } from '../../__fixtures__/json-at.js';
import { startTestService, workspace } from '../../__fixtures__/start-test-service.js';

const tracking = `/mlflow/v2.0/${workspace}/api/2.0`;

/** A sweep of two trials. `trial` asks with the token of the first, `post` with the service's. */
async function startTrials() {
  const service = await startTestService();
  const { store, auth, ask } = service;
  for (const runId of ['HD_1', 'HD_1_0', 'HD_1_1']) {
    store.createRun({ scope: garden, runId, parentRunId: runId === 'HD_1' ? undefined : 'HD_1' });
  }
  const { token } = await auth.issueRunToken({ scope: garden, runId: 'HD_1_0' });
  const caller =
    (own?: string) =>
    (call: string, fields: object, method = 'POST') =>
      ask(method, `${tracking}/mlflow/${call}`, { body: JSON.stringify(fields), token: own });
  const [post, trial] = [caller(), caller(token)];
  const create = async (by: typeof post, fields: object) =>
    textAt((await by('logged-models', fields)).json, 'model', 'info', 'model_id');
  const found = async (fields: object) =>
    eachAt(
      jsonAt(
        (await post('logged-models/search', { experiment_ids: [experimentIdOf(garden)], ...fields })).json,
        'models',
      ),
      'info',
      'name',
    );
  return { ...service, token, post, trial, create, found };
}

describe('logged models', () => {
  it('have the metrics that were logged with their id, one by one and in batches', async () => {
    const { trial, create } = await startTrials();
    const id = await create(trial, { name: 'rose' });
    const metric = { key: 'score', value: 0.5, timestamp: 7, step: 1, model_id: id };
    await trial('runs/log-metric', { run_id: 'HD_1_0', ...metric });
    await trial('runs/log-metric', { run_id: 'HD_1_0', ...metric });
    await trial('runs/log-batch', {
      run_id: 'HD_1_0',
      metrics: [
        { ...metric, step: 2, dataset_name: 'test', dataset_digest: 'abc' },
        { key: 'plain', value: 1, timestamp: 7 },
      ],
    });

    const { json } = await trial(`logged-models/${id}`, {}, 'PATCH');
    const metrics = jsonAt(json, 'model', 'data', 'metrics');
    expect(eachAt(metrics, 'step')).toEqual([1, 2]);
    expect(eachAt(metrics, 'run_id')).toEqual(['HD_1_0', 'HD_1_0']);
    expect(jsonAt(metrics ?? null, 1, 'dataset_name')).toBe('test');
  });

  it('are found by what they are, in order, page by page, until they are deleted', async () => {
    const { post, create, found } = await startTrials();
    const score = async (id: string, value: number) =>
      post('runs/log-metric', { run_id: 'HD_1_0', key: 'score', value, timestamp: 1, model_id: id });
    const rose = await create(post, { name: 'rose', source_run_id: 'HD_1_0', tags: [{ key: 'colour', value: 'red' }] });
    const mint = await create(post, { name: 'mint', experiment_id: experimentIdOf(garden) });
    await create(post, { name: 'fern', source_run_id: 'HD_1_1' });
    await score(rose, 0.25);
    await score(mint, 0.75);

    expect(await found({})).toEqual(['fern', 'mint', 'rose']);
    expect(await found({ filter: "name LIKE '%n%'", order_by: [{ field_name: 'name' }] })).toEqual(['fern', 'mint']);
    expect(await found({ filter: "source_run_id = 'HD_1_0' AND tags.colour = 'red'" })).toEqual(['rose']);
    expect(await found({ filter: 'metrics.score > 0.5' })).toEqual(['mint']);
    expect(await found({ order_by: [{ field_name: 'metrics.score' }] })).toEqual(['rose', 'mint', 'fern']);
    expect(await found({ order_by: [{ field_name: 'name', ascending: false }], max_results: 2 })).toEqual([
      'rose',
      'mint',
    ]);
    expect(
      await found({ order_by: [{ field_name: 'name', ascending: false }], max_results: 2, page_token: '2' }),
    ).toEqual(['fern']);
    expect((await post(`logged-models/${mint}`, {}, 'DELETE')).status).toBe(200);
    expect(await found({})).toEqual(['fern', 'rose']);
    expect((await post(`logged-models/${mint}/tags`, { tags: [] }, 'PATCH')).status).toBe(404);
  });

  it.each([
    { filter: 'nonsense = 1' },
    { filter: "params.a > '1'" },
    { filter: "metrics.a LIKE '1'" },
    { order_by: [{ field_name: 'params.a' }] },
    { order_by: [{}] },
    { datasets: [{}] },
    { page_token: 'x' },
    { max_results: -1 },
  ])('are not searched for by %j', async (fields) => {
    const { post } = await startTrials();
    expect((await post('logged-models/search', fields)).status).toBe(400);
  });

  it("of other runs, and of none, are not changed by a trial's token", async () => {
    const { post, trial, create, ask, token, found } = await startTrials();
    const others = await create(post, { name: 'theirs', source_run_id: 'HD_1_1' });
    const alone = await create(post, { name: 'alone', experiment_id: experimentIdOf(garden) });
    const file = (id: string) =>
      `${tracking}/mlflow-artifacts/artifacts/${experimentIdOf(garden)}/models/${id}/artifacts/a`;

    for (const id of [others, alone]) {
      const answers = [
        await trial(`logged-models/${id}`, { status: 'LOGGED_MODEL_READY' }, 'PATCH'),
        await trial(`logged-models/${id}/tags`, { tags: [{ key: 'a', value: 'b' }] }, 'PATCH'),
        await trial(`logged-models/${id}/params`, { params: [{ key: 'a', value: 'b' }] }),
        await trial(`logged-models/${id}/tags/a`, {}, 'DELETE'),
        await trial(`logged-models/${id}`, {}, 'DELETE'),
        await trial('runs/log-metric', { run_id: 'HD_1_0', key: 'a', value: 1, timestamp: 1, model_id: id }),
        await ask('PUT', file(id), { body: 'x', token }),
      ];
      expect(answers.map(({ status }) => status)).toEqual(Array(7).fill(403));
    }
    expect(await found({})).toEqual(['alone', 'theirs']);
    expect((await trial('logged-models', { name: 'x', source_run_id: 'HD_1_1' })).status).toBe(403);
  });

  it('have files of their own: listed as theirs, and not as the run’s', async () => {
    const { post, create, ask, files, store } = await startTrials();
    const place = `${tracking}/mlflow-artifacts/artifacts`;
    const experimentId = experimentIdOf(garden);
    const ids = [
      await create(post, { name: 'rose', source_run_id: 'HD_1_0' }),
      await create(post, { name: 'alone', experiment_id: experimentId }),
    ];
    const listed = async (path: string) =>
      eachAt(jsonAt((await ask('GET', `${place}?path=${experimentId}/${path}`)).json, 'files'), 'path');

    for (const id of ids) {
      expect((await ask('PUT', `${place}/${experimentId}/models/${id}/artifacts/MLmodel`, { body: id })).status).toBe(
        200,
      );
      expect(await listed(`models/${id}/artifacts`)).toEqual(['MLmodel']);
      expect((await ask('GET', `${place}/${experimentId}/models/${id}/artifacts/MLmodel`)).text).toBe(id);
      expect((await ask('GET', `${place}/0/models/${id}/artifacts/MLmodel`)).status).toBe(404);
      expect(
        (await ask('PUT', `${place}/${experimentId}/models/${id}/artifacts/%2e%2e%2fx`, { body: id })).status,
      ).toBe(400);
    }
    expect(await listed('HD_1_0/artifacts')).toEqual([]);
    expect((await files.list({ scope: garden, runId: 'HD_1_0' })).map(({ path }) => path)).toEqual(['rose/MLmodel']);
    expect(store.models.ofRun({ scope: garden, runId: 'HD_1_0' })).toHaveLength(1);
  });
});

describe('what a run took in and put out', () => {
  it('is kept once, and found by name, digest and context', async () => {
    const { trial, post } = await startTrials();
    const dataset = { name: 'numbers', digest: 'abc', source: 'here', source_type: 'local' };
    const tags = [{ key: 'mlflow.data.context', value: 'training' }];
    const inputs = { run_id: 'HD_1_0', datasets: [{ dataset, tags }], models: [{ model_id: 'm-1' }] };
    for (let times = 0; times < 2; times += 1) await trial('runs/log-inputs', inputs);
    await trial('runs/outputs', { run_id: 'HD_1_0', models: [{ model_id: 'm-1', step: 3 }] });
    const search = async (filter: string) =>
      (await post('runs/search', { experiment_ids: [experimentIdOf(garden)], filter })).json;

    for (const filter of [
      "dataset.name = 'numbers'",
      "datasets.context LIKE 'tr%'",
      "dataset.digest IN ('abc', 'x')",
    ]) {
      expect(eachAt(jsonAt(await search(filter), 'runs'), 'info', 'run_id')).toEqual(['HD_1_0']);
    }
    const runs = await search("dataset.name = 'numbers'");
    expect(eachAt(jsonAt(runs, 'runs', 0, 'inputs', 'dataset_inputs'), 'dataset', 'digest')).toEqual(['abc']);
    expect(eachAt(jsonAt(runs, 'runs', 0, 'outputs', 'model_outputs'), 'step')).toEqual([3]);
    expect((await trial('runs/log-inputs', { run_id: 'HD_1_0', datasets: [{}] })).status).toBe(400);
    expect((await trial('runs/log-inputs', { ...inputs, run_id: 'HD_1_1' })).status).toBe(403);
    expect((await post('runs/search', { filter: "dataset.size = '1'" })).status).toBe(400);
  });
});

describe('experiments', () => {
  it("have tags, which the service's token sets and a trial's does not", async () => {
    const { post, trial } = await startTrials();
    const experiment_id = experimentIdOf(garden);
    const tag = { experiment_id, key: 'season', value: 'spring' };

    expect((await trial('experiments/set-experiment-tag', tag)).status).toBe(403);
    expect((await post('experiments/set-experiment-tag', tag)).status).toBe(200);
    const found = async (filter: string) =>
      eachAt(jsonAt((await post('experiments/search', { filter })).json, 'experiments'), 'name');
    expect(await found("tags.season = 'spring'")).toEqual([garden.experimentName]);
    expect((await trial('experiments/delete-experiment-tag', tag)).status).toBe(403);
    expect((await post('experiments/delete-experiment-tag', tag)).status).toBe(200);
    expect(await found("tags.season = 'spring'")).toEqual([]);
    expect((await post('experiments/delete-experiment-tag', tag)).status).toBe(404);
    const refused = await post('experiments/delete', { experiment_id });
    expect([refused.status, jsonAt(refused.json, 'error_code')]).toEqual([400, 'NOT_IMPLEMENTED']);
  });
});
