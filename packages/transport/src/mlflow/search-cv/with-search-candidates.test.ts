import { describe, expect, it, vi } from 'vitest';
import { mlflowRun, notThere, openMlflow } from '../../__fixtures__/open-mlflow-backend.js';
import { collect } from '../../__fixtures__/open-test-backend.js';
import type { TestAnswer } from '../../__fixtures__/start-test-server.js';

const table = [
  'mean_fit_time,param_C,param_gamma,params,split0_test_score,mean_test_score,rank_test_score',
  `0.5,0.1,1.0,"{'C': 0.1, 'gamma': 1}",0.7,0.7,3`,
  `0.5,10.0,scale,"{'C': 10, 'gamma': 'scale'}",0.9,0.9,1`,
  `0.5,1.0,scale,"{'C': 1, 'gamma': 'scale'}",,,4`,
  `0.5,1.0,1.0,"{'C': 1, 'gamma': 1}",0.8,0.8,2`,
  '',
].join('\n');

const grid = "{'C': [0.1, 1, 10], 'gamma': [1, 'scale']}";
const autologged = { 'mlflow.autologging': 'sklearn' };
const search = mlflowRun('p', {
  tags: { ...autologged, estimator_class: 'sklearn.model_selection._search.GridSearchCV' },
  params: { param_grid: grid },
});
const kept = [
  { C: '10', gamma: 'scale', tol: '0.001' },
  { C: '1', gamma: '1', tol: '0.001' },
].map((params, at) => mlflowRun(`c${at}`, { tags: { ...autologged, 'mlflow.parentRunId': 'p' }, params }));

/** A server with an autologged search of four candidates, two of which have a run. */
async function openSearch(file: TestAnswer = { body: table }) {
  const onWarning = vi.fn();
  const opened = await openMlflow(
    (call, { body, url }) => {
      if (call === 'experiments/search') return { body: { experiments: [{ experiment_id: '7', name: 'tulips' }] } };
      if (call === 'experiments/get') return { body: { experiment: { experiment_id: '7', name: 'tulips' } } };
      if (call === 'runs/get') return { body: { run: url.endsWith('run_id=p') ? search : kept[0] } };
      if (call === 'runs/search') return { body: body.includes("= 'p'") ? { runs: kept } : {} };
      return call === 'get-artifact' || url.includes('get-artifact') ? file : { body: {} };
    },
    { onWarning },
  );
  return { ...opened, onWarning };
}

describe('an autologged search', () => {
  it('lists the candidates that no run was kept for, none of them twice', async () => {
    const { backend } = await openSearch();
    const listed = await collect(backend.listChildRuns('p'));
    expect(listed.map(({ runId, status }) => [runId, status])).toEqual([
      ['c0', 'Completed'],
      ['c1', 'Completed'],
      ['p/candidate-0', 'Completed'],
      ['p/candidate-2', 'Completed'],
    ]);
    expect(listed[2]?.parameters).toEqual(
      new Map([
        ['C', '0.1'],
        ['gamma', '1'],
      ]),
    );
    expect(await backend.getRun('p/candidate-2')).toEqual(listed[3]);
    expect(await collect(backend.listChildRuns('p', { status: ['Failed'] }))).toEqual([]);
  });

  it('reports what each was scored, under the names that the runs have', async () => {
    const { backend } = await openSearch();
    const results = await collect(backend.getMetrics(['p/candidate-0', 'p/candidate-2', 'p/candidate-9']));
    const values = results.map((result) =>
      result.kind === 'read'
        ? [...result.metrics].map(([name, metric]) => [name, metric.kind === 'scalar' && metric.points[0]?.value])
        : result.error.code,
    );
    expect(values).toEqual([
      [
        ['mean_fit_time', 0.5],
        ['mean_test_score', 0.7],
        ['rank_test_score', 3],
      ],
      [
        ['mean_fit_time', 0.5],
        ['mean_test_score', Number.NaN],
        ['rank_test_score', 4],
      ],
      'run-not-found',
    ]);
  });

  it('refuses what needs a run', async () => {
    const { backend } = await openSearch();
    const id = 'p/candidate-0';
    const calls = [
      () => backend.cancelRun(id),
      () => backend.cancelSweep(id),
      () => backend.updateRun(id, { displayName: 'x' }),
      () => collect(backend.listFiles(id)),
      () => backend.openFile(id, 'f'),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'unsupported-operation' });
    expect(await backend.getRunDetails(id)).toMatchObject({ logFiles: undefined, arguments: [] });
    expect(await collect(backend.listChildRuns(id))).toEqual([]);
    await expect(backend.getRun('p/candidate-4')).rejects.toMatchObject({ code: 'run-not-found' });
  });

  it.each([
    ['is not there', notThere, 0],
    ['is no table', { body: 'a,b\n1\n' }, 1],
  ])('says how many candidates it had where its table %s', async (_, file, warnings) => {
    const { backend, onWarning } = await openSearch(file);
    expect((await collect(backend.listChildRuns('p'))).map(({ runId }) => runId)).toEqual(['c0', 'c1']);
    expect((await backend.getRun('p')).expectedChildren).toBe(6);
    expect(onWarning).toHaveBeenCalledTimes(warnings);
  });

  it('rejects where its table cannot be read for another reason', async () => {
    const { backend } = await openSearch({ status: 404, body: '<html>' });
    await expect(collect(backend.listChildRuns('p'))).rejects.toMatchObject({ code: 'unexpected-answer' });
    const [result] = await collect(backend.getMetrics(['p/candidate-0']));
    expect(result).toMatchObject({ kind: 'unreadable', error: { code: 'unexpected-answer' } });
  });
});
