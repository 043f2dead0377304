import { isTerminalStatus, type RunScope } from '@hyperdrive-run/core';
import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import { findRunningService, type StartedLocalService, startLocalService } from '@hyperdrive-run/local';
import { connect, type HyperDriveRun, type SweepUpdate } from '@hyperdrive-run/sdk';
import { expect, it } from 'vitest';
import { connectTo, openService, temporaryFolder } from './open-service.js';

const scope = {
  subscriptionId: 's',
  resourceGroup: 'g',
  workspaceName: 'w',
  experimentName: 'watched',
} satisfies RunScope;

/** Six trials that log over plain HTTP and take as long as they are told. */
function slowSweep(seconds: number): HyperDriveConfig {
  const script = `
    const e = process.env;
    const x = Number(process.argv[1]);
    const workspace = ['subscriptions', e.AZUREML_ARM_SUBSCRIPTION, 'resourceGroups', e.AZUREML_ARM_RESOURCEGROUP,
      'providers/Microsoft.MachineLearningServices/workspaces', e.AZUREML_ARM_WORKSPACE_NAME].join('/');
    const url = e.AZUREML_SERVICE_ENDPOINT + '/metric/v2.0/' + workspace + '/runs/' + e.AZUREML_RUN_ID + '/batch';
    const body = JSON.stringify({ values: [{ name: 'score', value: [{ data: { score: x } }] }] });
    const headers = { authorization: 'Bearer ' + e.AZUREML_RUN_TOKEN };
    fetch(url, { method: 'POST', headers, body }).then(() => setTimeout(() => undefined, ${seconds * 1000}));
  `.replaceAll(/\s*\n\s*/g, ' ');
  return new HyperDriveConfig({
    runConfig: { command: `node -e ${JSON.stringify(script).replaceAll('$', '\\$')} \${{search_space.x}}` },
    hyperparameterSampling: new GridParameterSampling({ x: choice(1, 2, 3, 4, 5, 6) }),
    primaryMetricName: 'score',
    primaryMetricGoal: 'maximize',
    maxTotalRuns: 6,
    maxConcurrentRuns: 2,
  });
}

function uriOf(service: StartedLocalService): string {
  return `azureml+${service.address}/subscriptions/s/resourceGroups/g/workspaces/w`;
}

async function watchAll(run: HyperDriveRun, onSnapshot: (snapshot: SweepUpdate) => void = () => undefined) {
  const snapshots: SweepUpdate[] = [];
  for await (const snapshot of run.watch({ pollIntervalMs: 100 })) {
    snapshots.push(snapshot);
    onSnapshot(snapshot);
  }
  return snapshots;
}

/** What must hold of the snapshots of any sweep. */
function expectInOrder(snapshots: readonly SweepUpdate[]): void {
  const finished = snapshots.map(({ finishedChildren }) => finishedChildren);
  expect(finished).toEqual(finished.toSorted((a, b) => a - b));
  const best = snapshots.map(({ bestSoFar }) => bestSoFar?.bestPrimaryMetric ?? Number.NEGATIVE_INFINITY);
  expect(best).toEqual(best.toSorted((a, b) => a - b));
  expect(snapshots.map(({ status }) => isTerminalStatus(status)).indexOf(true)).toBe(snapshots.length - 1);
}

it('a sweep that runs is seen from its first child to its end', async () => {
  const run = await connectTo(await openService(await temporaryFolder()), scope)
    .experiment()
    .submit(slowSweep(0.3));
  const snapshots = await watchAll(run);
  expectInOrder(snapshots);
  expect(snapshots.length).toBeGreaterThan(2);
  expect(snapshots.at(-1)).toMatchObject({ status: 'Completed', finishedChildren: 6, estimatedRestMs: 0 });
  expect(snapshots.at(-1)?.bestSoFar?.bestPrimaryMetric).toBe(6);
}, 60_000);

it('watching goes on through 429s', async () => {
  const service = await openService(await temporaryFolder());
  let asked = 0;
  const throttled: typeof fetch = async (input, init) => {
    asked += 1;
    if (asked % 3 !== 0) return fetch(input, init);
    return new Response('{"error": {"message": "slow down"}}', { status: 429, headers: { 'retry-after': '0' } });
  };
  const workspace = connect(uriOf(service), { credential: service.token, experiment: 'watched', fetch: throttled });
  const sweep = await connectTo(service, scope).experiment().submit(slowSweep(0));
  const run = await workspace.experiment().getRun(sweep.id);
  if (!('watch' in run)) throw new Error('The submitted run is no sweep.');
  const snapshots = await watchAll(run);
  expectInOrder(snapshots);
  expect(snapshots.at(-1)).toMatchObject({ status: 'Completed', finishedChildren: 6 });
  expect(asked).toBeGreaterThan(3);
}, 60_000);

it('watching outlasts a restart of the service, which goes on with the sweep', async () => {
  const folder = await temporaryFolder();
  const first = await startLocalService({ folder });
  const port = Number(new URL(first.address).port);
  // Each start has a token of its own: a function finds the one that counts now.
  const credential = (): string => (findRunningService(folder) ?? first).token;
  const workspace = connect(uriOf(first), { credential, experiment: 'watched' });
  const run = await workspace.experiment().submit(slowSweep(0.5));
  let restarted: Promise<StartedLocalService> | undefined;
  const snapshots = await watchAll(run, ({ finishedChildren }) => {
    if (finishedChildren < 2) return;
    restarted ??= first.close().then(() => startLocalService({ folder, port }));
  });
  await (await restarted)?.close();
  expect(restarted).toBeDefined();
  expectInOrder(snapshots);
  expect(snapshots.at(-1)).toMatchObject({ status: 'Completed', finishedChildren: 6 });
}, 90_000);

it('cancel is accepted, then really ends the sweep and its children, and is refused afterwards', async () => {
  const run = await connectTo(await openService(await temporaryFolder()), scope)
    .experiment()
    .submit(slowSweep(60));
  for await (const { childrenByStatus } of run.watch({ pollIntervalMs: 100 })) {
    if (childrenByStatus.get('Running') === 2) break;
  }
  const [child] = await run.getChildrenSortedByPrimaryMetric({ top: 1 });
  if (child === undefined) throw new Error('The sweep has no child.');
  expect(await (await run.experiment.getRun(child.runId)).cancel()).toBe(true);
  await run.experiment.getRun(child.runId).then((one) => one.waitForCompletion({ pollIntervalMs: 50 }));
  expect(await run.getStatus()).toBe('Running');

  expect(await run.cancel()).toBe(true);
  expect((await run.waitForCompletion({ pollIntervalMs: 100 })).status).toBe('Canceled');
  for await (const one of run.getChildren()) expect(one.record?.status).toBe('Canceled');
  await expect(run.cancel()).rejects.toMatchObject({ code: 'already-finished' });
}, 60_000);
