import { expect, it } from 'vitest';
import { startHttpServer } from './__fixtures__/start-http-server.js';
import { connect } from './connect.js';
import { HyperDriveRun } from './hyperdrive-run.js';
import { contractScope as scope } from './testing/contract-scope.js';
import { makeSweep } from './testing/sweep-fixture.js';

// As services make ids: any other one may be a job's name, and costs a look for it.
const sweepId = 'HD_7f3a2c1e-9d4b-4a6f-8e21-0b5c6d7e8f90';
const properties = new Map([
  ['best_child_run_id', `${sweepId}_1`],
  ['score', '0.9'],
]);
const hyperparameters = new Map([['lr', 0.5]]);
const sweep = makeSweep({ scope, runId: sweepId, properties, children: [{}, { hyperparameters }] });

/** A run as the service's run history has it. */
function answerFor(url: string): string | undefined {
  const records = [sweep.parent, ...sweep.children].map(({ record }) => record);
  const run = records.find(({ runId }) => decodeURIComponent(url).split('?')[0]?.endsWith(`/runs/${runId}`));
  if (run === undefined) return undefined;
  const { runId, parentRunId, status, runType, tags, properties: own } = run;
  return JSON.stringify({
    runId,
    parentRunId,
    status,
    runType,
    tags: Object.fromEntries(tags),
    properties: Object.fromEntries(own),
  });
}

it('the best run of an ended sweep takes two requests in all, from its id to its hyperparameters', async () => {
  const { host, seen } = await startHttpServer(({ url = '' }, response) => {
    const body = answerFor(url);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(body ?? '{}');
  });
  const { subscriptionId, resourceGroup, workspaceName } = scope;
  const path = `subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/workspaces/${workspaceName}`;
  const experiment = connect(`azureml+http://${host}/${path}`).experiment('contract');
  const best = await (await HyperDriveRun.load(experiment, sweepId)).findBestRun();
  expect([best?.run.id, best?.value, best?.source, best?.hyperparameters]).toEqual([
    `${sweepId}_1`,
    0.9,
    'property',
    hyperparameters,
  ]);
  expect(seen.map(({ method, url }) => [method, url.replace(/^.*\/runs\//, '')])).toEqual([
    ['GET', sweepId],
    ['GET', `${sweepId}_1`],
  ]);
});
