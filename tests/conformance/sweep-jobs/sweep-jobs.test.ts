import { configFromTags } from '@hyperdrive-run/core/internal-config';
import type { JsonObject } from '@hyperdrive-run/core/json';
import { Experiment, HyperDriveRun } from '@hyperdrive-run/sdk';
import { makeSweep, type SweepFixture, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { describe, expect, it } from 'vitest';
import { loadSweeps } from '../load-sweeps.js';
import { connectTo, openService, temporaryFolder } from '../open-service.js';
import { objectOf } from './job-shape.js';
import { type JobService, type JobServiceOptions, openJobService } from './open-job-service.js';

const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'iris' };
const job = 'brave_fig_4k2x9q0z1w';
const firstSdk = 'HD_3d1f6c55-8e0b-4b55-9b1e-2f6c0f1a7b10';

async function open(sweeps: readonly SweepFixture[], options: JobServiceOptions = {}) {
  const folder = await temporaryFolder();
  loadSweeps(folder, sweeps);
  const service = await openJobService(await openService(folder), options);
  const warnings: string[] = [];
  const workspace = connectTo(
    service,
    { ...scope, experimentName: undefined },
    { onWarning: (text) => warnings.push(text) },
  );
  const load = (id: string): Promise<HyperDriveRun> =>
    HyperDriveRun.load(new Experiment(workspace.backend, ''), id, { onWarning: (text) => warnings.push(text) });
  return { service, workspace, load, warnings };
}

/** What was asked, without the workspace. */
function asked({ requests }: JobService, from = 0): string[] {
  return requests
    .slice(from)
    .map(({ method, path }) => `${method} ${path.replace(/\/subscriptions\/.*?\/workspaces\/w/, '')}`);
}

describe('a sweep job opened by its name', () => {
  it('has the limits, metric and trial of the job, the times of the run history, and the page that the job names', async () => {
    const { load, service } = await open([makeSweep({ scope, runId: job, status: 'Running', children: [{}] })]);
    const sweep = await load(job);
    const { hyperdriveConfig: config, record } = sweep;
    expect([config.maxTotalRuns, config.maxConcurrentRuns, config.maxDurationSeconds]).toEqual([20, 4, 3600]);
    expect(config.primaryMetric).toEqual({ name: 'accuracy', goal: 'maximize' });
    expect(config.runConfig).toMatchObject({
      target: 'testCompute',
      environment: { name: 'azureml:AzureML-sklearn-1.0:33' },
    });
    expect(record).toMatchObject({ status: 'Running', startTime: expect.any(Date) });
    expect(sweep.getPortalUrl()).toMatch(/^https:\/\/ml\.azure\.com\/runs\/brave_fig_4k2x9q0z1w\?wsid=/);
    expect(asked(service)).toEqual([`GET /history/v1.0/runs/${job}`, `GET /jobs/${job}`]);
  });

  it('has all of its children, whatever the pages contain', async () => {
    const children = Array.from({ length: 10 }, (_, index) => ({ metrics: [scalarMetric('accuracy', [index])] }));
    const { load, service } = await open([makeSweep({ scope, runId: job, children })], { childrenPerPage: 4 });
    const sweep = await load(job);
    const sorted = await sweep.getChildrenSortedByPrimaryMetric();
    expect(sorted.map(({ runId }) => runId)).toEqual(children.map((_, index) => `${job}_${9 - index}`));
    expect(service.requests.filter(({ path }) => path.endsWith('/children'))).toHaveLength(3);
  });

  it('has the winner that the service recorded', async () => {
    const properties = new Map([
      ['best_child_run_id', `${job}_1`],
      ['score', '0.9'],
    ]);
    const children = [0.9, 0.9, 0.9].map((value) => ({ metrics: [scalarMetric('accuracy', [value])] }));
    const { load } = await open([makeSweep({ scope, runId: job, properties, children })]);
    const best = await (await load(job)).findBestRun();
    expect(best).toMatchObject({ run: { id: `${job}_1` }, source: 'property' });
  });

  it('is looked at in both services at once from then on, and a sweep of the first SDK in one alone', async () => {
    const { load, service } = await open([makeSweep({ scope, runId: job }), makeSweep({ scope, runId: firstSdk })]);
    const sweep = await load(job);
    const before = service.requests.length;
    await sweep.getStatus({ refresh: true });
    expect(asked(service, before).toSorted()).toEqual([
      expect.stringMatching(`^GET /history/v1.0.*/runs/${job}$`),
      expect.stringMatching(`^GET .*/jobs/${job}$`),
    ]);
    const then = service.requests.length;
    await load(firstSdk);
    expect(asked(service, then)).toEqual([expect.stringMatching(`^GET /history/v1.0.*/runs/${firstSdk}$`)]);
  });

  it.each([401, 403])(
    'is read from its tags where Azure Resource Manager answers %i, with a warning once',
    async (status) => {
      const body = objectOf({ error: objectOf({ code: 'AuthorizationFailed', message: 'Not you.' }) });
      const { load, warnings } = await open([makeSweep({ scope, runId: job })], { refusal: { status, body } });
      const sweep = await load(job);
      await load(job);
      expect(sweep.hyperdriveConfig.maxTotalRuns).toBe(20);
      expect(warnings).toEqual([expect.stringContaining('Not you.')]);
    },
  );

  it('keeps its config where only tags are kept', async () => {
    const { load } = await open([makeSweep({ scope, runId: job })]);
    const sweep = await load(job);
    const { tags, properties, config } = sweep.record ?? { tags: new Map(), properties: new Map(), config: undefined };
    expect(configFromTags(tags, properties, { runId: job, config }).runConfig?.command).toContain('search_space.lr');
  });
});

describe('the hyperparameters of the trials of a job', () => {
  const objectText = (lr: number): string => `{"lr": ${lr}, "batch": 16}`;
  const values = (lr: number): JsonObject =>
    new Map([
      ['lr', lr],
      ['batch', 16],
    ]);

  it('are found in each of the places that may have them, in one request', async () => {
    const sweep = makeSweep({
      scope,
      runId: job,
      children: [
        { hyperparameters: values(0.1) },
        { tags: new Map([['hyperparameters', objectText(0.2)]]) },
        {},
        {},
        {},
      ],
    });
    const [, , third] = sweep.children;
    if (third === undefined) throw new Error('There is no third child.');
    const withProperty = {
      ...third,
      record: { ...third.record, properties: new Map([['hyperparameters', objectText(0.3)]]) },
    };
    const command = 'python train.py --lr 0.5 --batch 16';
    const runData = new Map<string, JsonObject>([
      [`${job}_3`, objectOf({ runMetadata: objectOf({ parameters: objectOf({ lr: '0.4', batch: '16' }) }) })],
      [`${job}_4`, objectOf({ runDefinition: `{"command": "${command}", "arguments": []}` })],
    ]);
    const children = sweep.children.map((child) => (child === third ? withProperty : child));
    const { load, service } = await open([{ ...sweep, children }], { runData });
    const found = await (await load(job)).getHyperparameterSources();
    expect([...found].map(([id, { source, values: own }]) => [id, source, own.get('lr')])).toEqual([
      [`${job}_0`, 'parent-tag-prefixed', 0.1],
      [`${job}_1`, 'child-tag', 0.2],
      [`${job}_2`, 'child-property', 0.3],
      [`${job}_3`, 'parameters', '0.4'],
      [`${job}_4`, 'command', 0.5],
    ]);
    expect(service.requests.filter(({ path }) => path.endsWith('/batchrundata'))).toHaveLength(1);
  });

  it('cost one request for a hundred children', async () => {
    const runData = new Map<string, JsonObject>();
    const children = Array.from({ length: 250 }, (_, index) => {
      const definition = objectOf({ command: `python train.py --lr ${index} --batch 16` });
      runData.set(`${job}_${index}`, objectOf({ jobSpecification: objectOf({ job: definition }) }));
      return {};
    });
    const { load, service } = await open([makeSweep({ scope, runId: job, children })], { runData });
    const sweep = await load(job);
    const before = service.requests.length;
    const found = await sweep.getHyperparameters();
    expect([...found.values()].map((own) => own.get('lr'))).toEqual(children.map((_, index) => index));
    expect(asked(service, before)).toHaveLength(4);
  });
});

describe('a list of sweeps', () => {
  it('has jobs and sweeps of the first SDK, newest first, each once', async () => {
    const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
    const sweeps = [
      makeSweep({ scope, runId: firstSdk, startTime: at(2) }),
      makeSweep({ scope, runId: job, startTime: at(3) }),
      makeSweep({ scope, runId: 'calm_pear_1', startTime: at(1) }),
    ];
    const { workspace } = await open(sweeps);
    const ids: string[] = [];
    for await (const sweep of workspace.listSweeps()) ids.push(sweep.id);
    expect(ids).toEqual([job, firstSdk, 'calm_pear_1']);
  });
});

describe('a job that the run history does not have yet', () => {
  it('is read as far as the job itself says it, with its children from the workspace', async () => {
    const { load } = await open([makeSweep({ scope, runId: job, children: [{}, {}] })], { historyIsEmpty: true });
    const sweep = await load(job);
    expect(sweep.record).toMatchObject({ status: 'Completed', experimentName: 'iris', createdTime: expect.any(Date) });
    expect(sweep.hyperdriveConfig.maxTotalRuns).toBe(20);
    const ids: string[] = [];
    for await (const { id } of sweep.getChildren()) ids.push(id);
    expect(ids).toEqual([`${job}_1`, `${job}_0`]);
  });

  it('is listed, with a warning where the run history lists no whole workspace', async () => {
    const { workspace, warnings } = await open([makeSweep({ scope, runId: job })], { historyIsEmpty: true });
    const ids: string[] = [];
    for await (const { id } of workspace.listSweeps()) ids.push(id);
    expect(ids).toEqual([job]);
    expect(warnings).toEqual([expect.stringContaining('Only sweep jobs are listed')]);
  });

  it('is not found where neither service has it', async () => {
    const { load } = await open([makeSweep({ scope, runId: job })], { historyIsEmpty: true });
    await expect(load('no_such_job')).rejects.toMatchObject({ code: 'run-not-found', runId: 'no_such_job' });
  });
});

describe('canceling a job', () => {
  const running = makeSweep({
    scope,
    runId: job,
    status: 'Running',
    children: [{ status: 'Running' }, { status: 'Running' }],
  });
  const refusal = (status: number, code: string, message: string) => ({
    status,
    headers: { 'x-ms-request-id': 'r-1' },
    body: objectOf({ error: objectOf({ code, message }) }),
  });

  it('is asked of Azure Resource Manager and followed until it is done', async () => {
    const { load, service } = await open([running]);
    const sweep = await load(job);
    const before = service.requests.length;
    expect(await sweep.cancel()).toBe(true);
    expect(await sweep.getStatus({ refresh: true })).toMatch(/Cancel/);
    const lines = asked(service, before).map((line) => line.replace(/^(\w+) .*?\/(jobs|operations|runs)\//, '$1 $2/'));
    expect(lines.filter((line) => /POST|operations/.test(line))).toEqual([
      `POST jobs/${job}/cancel`,
      `GET operations/${job}`,
      `GET operations/${job}`,
    ]);
  });

  it('is asked for one trial alone', async () => {
    const { load, workspace, service } = await open([running]);
    await load(job);
    await workspace.backend.cancelRun(`${job}_0`);
    expect((await workspace.backend.getRun(`${job}_0`)).status).toMatch(/Cancel/);
    expect((await workspace.backend.getRun(`${job}_1`)).status).toBe('Running');
    expect(asked(service).some((line) => line.endsWith(`/jobs/${job}_0/cancel`))).toBe(true);
  });

  it('that has ended, or does not exist, is told apart, and nothing is asked', async () => {
    const { workspace, service } = await open([makeSweep({ scope, runId: job })]);
    await expect(workspace.backend.cancelSweep(job)).rejects.toMatchObject({ code: 'already-finished', runId: job });
    await expect(workspace.backend.cancelSweep('no_such_job')).rejects.toMatchObject({ code: 'run-not-found' });
    expect(asked(service).some((line) => line.startsWith('POST'))).toBe(false);
  });

  it('that is refused keeps the words and the id of the service', async () => {
    const cancel = () => refusal(400, 'UserError', 'The job is being finalized.');
    const { workspace } = await open([running], { cancel });
    await expect(workspace.backend.cancelSweep(job)).rejects.toMatchObject({
      code: 'refused',
      serviceCode: 'UserError',
      requestId: 'r-1',
      message: expect.stringContaining('The job is being finalized.'),
    });
  });

  it('that fails while it is followed is a refusal, too', async () => {
    const cancel = () => ({
      status: 200,
      headers: { 'x-ms-request-id': 'r-2' },
      body: objectOf({ error: objectOf({ code: 'Conflict', message: 'Too late.' }) }),
    });
    const { workspace } = await open([running], { cancel });
    await expect(workspace.backend.cancelSweep(job)).rejects.toMatchObject({
      code: 'refused',
      serviceCode: 'Conflict',
      requestId: 'r-2',
    });
  });

  it('stops at an abort with its own reason', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const location = `/subscriptions/s/resourceGroups/g/providers/p/workspaces/w/operations/${job}`;
    const cancel = () => {
      setImmediate(() => controller.abort(reason));
      return { status: 202, headers: { location, 'retry-after': '60' } };
    };
    const { workspace } = await open([running], { cancel });
    await expect(workspace.backend.cancelSweep(job, { signal: controller.signal })).rejects.toBe(reason);
  });

  it('sends its token to no other host than the service', async () => {
    const cancel = () => ({
      status: 202,
      headers: { location: 'https://elsewhere.example/operations/1', 'retry-after': '0' },
    });
    const { workspace } = await open([running], { cancel });
    await expect(workspace.backend.cancelSweep(job)).rejects.toMatchObject({ code: 'unexpected-answer' });
  });
});
