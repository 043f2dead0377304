import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { HyperDriveRun } from '@hyperdrive-run/sdk';
import { expect, it } from 'vitest';
import { connectTo } from '../open-service.js';
import { ensurePythonEnvironment } from '../python/make-environment.mjs';
import { usePythonWorker } from '../python-worker.js';
import { best, short, sorted, statuses } from './open-shape.js';
import { rawAnswers, rawSweepId } from './raw-answers.js';
import { replay } from './replay.js';

const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'e' } as const;

async function openReplayed(
  answers = rawAnswers,
): Promise<{ sweep: HyperDriveRun; address: string; warnings: string[] }> {
  const address = await replay(answers);
  const warnings: string[] = [];
  const experiment = connectTo({ address, token: 'token' }, scope).experiment();
  const onWarning = (message: string): void => void warnings.push(message);
  return { sweep: await HyperDriveRun.load(experiment, rawSweepId, { onWarning }), address, warnings };
}

it('reads the texts of services: nulls, unknown fields, pages, numbers that JSON does not have', async () => {
  const { sweep, warnings } = await openReplayed();
  expect(await sweep.getStatus()).toBe('Running');
  expect(sweep.hyperdriveConfig).toMatchObject({ primaryMetricName: 'pit: loss', maxTotalRuns: 4 });
  expect(await statuses(sweep)).toEqual(['0 Completed', '1 Failed', '2 Running', '3 NotStarted']);
  expect(await sorted(sweep)).toEqual([
    ['1', -0.5],
    ['0', -0],
    ['2', 3],
    ['3', undefined],
  ]);
  expect(await best(sweep)).toBe('2');
  expect(warnings).toEqual([]);
});

it('loses no number of them', async () => {
  const { sweep } = await openReplayed();
  const metrics = await sweep.getMetrics();
  const logged = [...metrics].map(([runId, named]): [string, unknown] => {
    const metric = named.get('pit: loss');
    return [short(sweep, runId), metric?.kind === 'scalar' ? metric.points.map(({ value }) => value) : undefined];
  });
  expect(logged).toEqual([
    ['0', [0.75, Number.NaN, -0, Number.POSITIVE_INFINITY]],
    ['1', [-0.5, Number.POSITIVE_INFINITY, Number.NaN]],
    ['2', [9_007_199_254_740_993n, 3]],
    ['3', undefined],
  ]);
  expect((await sweep.getHyperparameters()).get(`${rawSweepId}_0`)).toEqual(
    new Map<string, unknown>([
      ['--rate', 0.25],
      ['seed', 9_007_199_254_740_993n],
    ]),
  );
});

it('understands what the sweep service answers to a cancel', async () => {
  const { sweep } = await openReplayed();
  expect(await sweep.cancel()).toBe(true);
  const refusing = await replay([
    { method: 'POST', path: /cancel$/, status: 400, text: '{"code":400,"message":"The sweep cannot be canceled."}' },
    ...rawAnswers,
  ]);
  const experiment = connectTo({ address: refusing, token: 'token' }, scope).experiment();
  await expect((await HyperDriveRun.load(experiment, rawSweepId)).cancel()).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('The sweep cannot be canceled.'),
  });
});

it('the real Python class reads the same out of these texts', async (context) => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);
  // Python falls over a run whose properties are null.
  const texts = rawAnswers.map((answer) => ({
    ...answer,
    text: answer.text.replaceAll('"properties":null,"tags":null', '"properties":{},"tags":{}'),
  }));
  const { sweep, address } = await openReplayed(texts);
  const worker = usePythonWorker(environment.python);
  const opened = await worker.ask('open', {
    address,
    subscription: scope.subscriptionId,
    group: scope.resourceGroup,
    workspace: scope.workspaceName,
    workspaceId: 'w',
    experiment: scope.experimentName,
    experimentId: 'e',
    token: 'token',
    runId: rawSweepId,
  });
  if (!opened.ok) throw new Error(`${opened.type}: ${opened.message}`);
  const handle = opened.value;
  const ours = await sweep.getChildrenSortedByPrimaryMetric();
  const theirs = await worker.ask('children_sorted', { handle });
  if (!theirs.ok) throw new Error(`${theirs.type}: ${theirs.message}`);
  expect(isJsonArray(theirs.value) && theirs.value.map(shownRow)).toEqual(
    ours.map(({ runId, status, bestPrimaryMetric }) => [runId, status, bestPrimaryMetric ?? null]),
  );
  expect(await worker.ask('best_run', { handle })).toEqual({ ok: true, value: `${rawSweepId}_2` });
});

function shownRow(row: JsonValue): unknown {
  return isJsonObject(row) && ['run_id', 'status', 'best_primary_metric'].map((name) => row.get(name));
}
