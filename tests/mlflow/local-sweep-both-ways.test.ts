/** One sweep of the local service, read through the Azure ML adapter and through the MLflow adapter. */
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, HyperDriveRun, type Workspace } from '@hyperdrive-run/sdk';
import { expect, it } from 'vitest';
import { connectTo } from '../conformance/open-service.js';
import { type StartedScript, scriptScope, startTrainingScript } from '../conformance/run-training-script.js';

const workspace = 'subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';

/** Logs over plain HTTP, then lives for as many seconds as it is told. */
const script = `
const { env, argv } = process;
const rate = Number(argv[2]);
const url = \`\${env.MLFLOW_TRACKING_URI}/api/2.0/mlflow/runs/log-batch\`;
const headers = { authorization: \`Bearer \${env.MLFLOW_TRACKING_TOKEN}\` };
const metrics = [0, 1, 2].map((step) => ({ key: 'loss', value: Math.abs(rate - 2) + step / 4, timestamp: 1000 + step, step }));
metrics.push({ key: 'odd one', value: rate > 2 ? 'NaN' : 'Infinity', timestamp: 1000, step: 0 });
const body = JSON.stringify({ run_id: env.MLFLOW_RUN_ID, metrics, params: [{ key: 'seen', value: argv[2] }] });
const answer = await fetch(url, { method: 'POST', headers, body });
if (!answer.ok) throw new Error(await answer.text());
if (rate === 3) process.exitCode = 4;
setTimeout(() => undefined, Number(argv[3]) * 1000);
`;

function startSweep(seconds: number): Promise<StartedScript> {
  const command = `node train.mjs \${{search_space.rate}} ${seconds}`;
  return startTrainingScript({ command, files: { 'train.mjs': script }, rates: [1, 2, 3, 4] });
}

function throughMlflow({ service }: StartedScript): Workspace {
  const { token: credential, address } = service;
  return connect(`mlflow+${address}/mlflow/v2.0/${workspace}`, { credential, experiment: scriptScope.experimentName });
}

/** What HyperDriveRun answers about a sweep, as far as MLflow can hold it. */
async function answersOf(through: Workspace, runId: string) {
  const sweep = await HyperDriveRun.load(through.experiment(), runId);
  const children = [];
  for await (const child of sweep.getChildren()) {
    const tags = [...(await child.getTags())].filter(([name]) => !name.startsWith('mlflow.'));
    children.push([child.id, await child.getStatus(), new Map(tags), await child.getProperties()]);
  }
  return {
    status: await sweep.getStatus(),
    config: sweep.hyperdriveConfig.toWire(),
    best: (await sweep.getBestRunByPrimaryMetric())?.id,
    worstFirst: await sweep.getChildrenSortedByPrimaryMetric({ reverse: true }),
    withoutFailed: (await sweep.getBestRunByPrimaryMetric({ includeFailed: false }))?.id,
    hyperparameters: await sweep.getHyperparameters(),
    metrics: [...(await sweep.getMetrics())].map(([id, metrics]) => [id, new Map(metrics)]),
    children,
  };
}

it('a sweep answers the same through both adapters', async () => {
  const started = await startSweep(0);
  await started.trial();

  const theirs = await answersOf(throughMlflow(started), started.sweep.id);
  const ours = await answersOf(connectTo(started.service, scriptScope), started.sweep.id);
  expect(ours.best).toBe(`${started.sweep.id}_1`);
  expect(ours.metrics).toHaveLength(4);
  expect(theirs).toEqual(ours);
});

it('a cancel through MLflow ends the trials', async () => {
  const started = await startSweep(600);
  while ((await started.sweep.getMetrics()).size < 4) await sleep(100);

  const seen = await HyperDriveRun.load(throughMlflow(started).experiment(), started.sweep.id);
  expect(await seen.cancel()).toBe(true);
  const { status } = await seen.waitForCompletion({ pollIntervalMs: 100, throwOnError: false });
  await started.service.whenIdle();

  expect(status).toBe('Canceled');
  expect(await started.sweep.getStatus({ refresh: true })).toBe('Canceled');
  const trials = await Promise.all([0, 1, 2, 3].map((number) => started.trial(number)));
  expect(new Set(trials.map((trial) => trial.status))).toEqual(new Set(['Canceled']));
});
