import { isJsonObject } from '@hyperdrive-run/core/json';
import { loadRuns } from '@hyperdrive-run/local/testing';
import { HyperDriveRun } from '@hyperdrive-run/sdk';
import { expect } from 'vitest';
import { toOpen } from '../open-in-python.js';
import { connectTo } from '../open-service.js';
import type { PythonAnswer } from '../python-worker.js';
import { scope } from '../random-sweeps/scope.js';
import { withTags } from './change-runs.js';
import { child, metric, sweep } from './described.js';
import { differs, type Stage, sharePython } from './differs.js';
import { ourBest } from './short-answers.js';
import { standBetween } from './stand-between.js';

sharePython();

const oneChild = sweep([child(0, [metric([0.5])])]);

differs('does no I/O', 'Python asks for the run', async (stage) => {
  const between = await standBetween(stage.service);
  expect((await openThere(stage, 'HD_not_there', between.address)).ok).toBe(false);
  const asked = between.requests.length;
  expect(asked).toBeGreaterThan(0);
  const both = await stage.open(oneChild);
  const experiment = connectTo({ ...between, token: stage.service.token }, scope).experiment();
  const run = new HyperDriveRun(experiment, 'HD_not_there', both.ours.hyperdriveConfig);
  expect(run.id).toBe('HD_not_there');
  expect(between.requests).toHaveLength(asked);
  await expect(run.getStatus({ refresh: true })).rejects.toMatchObject({ code: 'run-not-found' });
});

differs('A run that is no sweep is told so', 'Python raises a bare TypeError', async (stage) => {
  loadRuns(stage.service.folder, [{ scope, runId: 'script', status: 'Completed', runType: 'azureml.scriptrun' }]);
  expect(await openThere(stage, 'script')).toMatchObject({ ok: false, type: 'TypeError' });
  const opened = HyperDriveRun.load(connectTo(stage.service, scope).experiment(), 'script');
  await expect(opened).rejects.toMatchObject({
    name: 'HyperDriveRehydrateError',
    message: expect.stringContaining('azureml.scriptrun'),
  });
});

for (const missing of ['policy_config', 'platform_config', 'max_duration_minutes']) {
  differs('Only the primary metric is needed', `not the tag ${missing}, as there`, async ({ open }) => {
    const both = await open(oneChild, { change: withTags({ [`_aml_system_${missing}`]: undefined }) });
    expect(await both.python('status')).toMatchObject({ ok: false, type: 'TypeError' });
    expect(await ourBest(both)).toBe(0);
  });
}

const passedOver = [
  // Python passes an empty tag over for its bare namesake, too.
  ['broken', '{"name"', false],
  ['empty', '', true],
] as const;
for (const [what, text, canOpen] of passedOver) {
  differs('A tag that is empty or broken is passed over', `${what}, for its bare namesake`, async ({ open }) => {
    const both = await open(
      { ...oneChild, prefix: 'both' },
      { change: withTags({ _aml_system_primary_metric_config: text }) },
    );
    expect((await both.python('status')).ok).toBe(canOpen);
    expect(both.ours.hyperdriveConfig.primaryMetric).toEqual({ name: 'loss', goal: 'minimize' });
    expect(await ourBest(both)).toBe(0);
  });

  differs('A tag that is empty or broken is passed over', `${what}, for the property`, async ({ open }) => {
    const both = await open(oneChild, {
      properties: new Map([['primary_metric_config', '{"name":"loss","goal":"minimize"}']]),
      change: withTags({ _aml_system_primary_metric_config: text }),
    });
    expect((await both.python('status')).ok).toBe(false);
    expect(both.ours.hyperdriveConfig.primaryMetric).toEqual({ name: 'loss', goal: 'minimize' });
  });
}

const unknown = [
  ['sampling', '_aml_system_generator_config', '{"name":"ANNEALING","parameter_space":{"lr":["uniform",[0,1]]}}'],
  ['policy', '_aml_system_policy_config', '{"name":"Whim","properties":{"mood":3}}'],
] as const;
for (const [what, tag, text] of unknown) {
  differs('An unknown sampling or policy is kept', `the ${what}, which Python cannot open`, async ({ open }) => {
    const both = await open(oneChild, { change: withTags({ [tag]: text }) });
    expect((await both.python('status')).ok).toBe(false);
    const { hyperparameterSampling, policy } = both.ours.hyperdriveConfig;
    expect((what === 'sampling' ? hyperparameterSampling : policy).kind).toBe('unknown');
    expect(await ourBest(both)).toBe(0);
  });
}

differs("keeps the sampling's properties and `exclude_finished_jobs`", 'Python drops them', async ({ open }) => {
  const both = await open(oneChild, {
    change: withTags({
      _aml_system_generator_config:
        '{"name":"random","parameter_space":{"lr":["uniform",[0,1]]},"properties":{"rule":"sobol","seed":7}}',
      _aml_system_policy_config:
        '{"name":"MEDIANSTOPPING","properties":{"evaluation_interval":2,"delay_evaluation":1,"exclude_finished_jobs":true}}',
    }),
  });
  const theirs = await both.python('config');
  expect(propertiesOf(theirs, 'generator_config')).not.toContain('seed');
  expect(propertiesOf(theirs, 'policy_config')).toEqual(['evaluation_interval', 'delay_evaluation']);
  expect(both.ours.hyperdriveConfig).toMatchObject({
    hyperparameterSampling: { kind: 'random', rule: 'sobol', seed: 7 },
    policy: { kind: 'median-stopping', evaluationInterval: 2, excludeFinishedJobs: true },
  });
});

differs('in every request of ours', 'the user agent of sweeps; Python leaves it out of most', async (stage) => {
  const between = await standBetween(stage.service);
  const both = await stage.open(sweep([child(0, [metric([0.5])], { status: 'Running' })]), between);
  const ofOpening = between.requests.length;
  await both.python('children_sorted');
  const theirs = between.requests.slice(ofOpening);
  await both.ours.getChildrenSortedByPrimaryMetric();
  await both.ours.getStatus({ refresh: true });
  const ours = between.requests.slice(ofOpening + theirs.length);
  const isMarked = ({ userAgent }: { readonly userAgent: string }): boolean =>
    userAgent.includes(HyperDriveRun.HYPER_DRIVE_RUN_USER_AGENT);
  expect(new Set(theirs.map(isMarked))).toEqual(new Set([true, false]));
  expect(new Set(ours.map(isMarked))).toEqual(new Set([true]));
});

differs('waits for the end', 'Python comes back at Finalizing', async ({ open }) => {
  const both = await open({ ...oneChild, status: 'Finalizing' });
  expect(await both.python('wait')).toEqual({ ok: true, value: 'Finalizing' });
  const impatient = new AbortController();
  const seen: string[] = [];
  const waited = both.ours.waitForCompletion({
    signal: impatient.signal,
    onUpdate: ({ status }) => {
      seen.push(status);
      queueMicrotask(() => impatient.abort(new Error('long enough')));
    },
  });
  await expect(waited).rejects.toThrow('long enough');
  expect(seen).toEqual(['Finalizing']);
  expect(await both.ours.waitForCompletion({ until: 'finalizing' })).toMatchObject({ status: 'Finalizing' });
});

differs(
  'answers `true`, or says which',
  "Python answers the service's object, and one error for all",
  async ({ open }) => {
    const running = await open({ ...oneChild, status: 'Running' });
    expect(await running.twin.cancel()).toBe(true);
    const theirs = await running.python('cancel');
    expect(theirs.ok && isJsonObject(theirs.value) && theirs.value.get('answer')).toBeInstanceOf(Map);

    const ended = await open(oneChild);
    const gone = new HyperDriveRun(ended.ours.experiment, 'HD_not_there', ended.ours.hyperdriveConfig);
    await expect(ended.twin.cancel()).rejects.toMatchObject({ code: 'already-finished' });
    await expect(gone.cancel()).rejects.toMatchObject({ code: 'run-not-found' });
    expect((await ended.python('cancel')).ok).toBe(false);
  },
);

async function openThere(
  { service, worker }: Stage,
  runId: string,
  address: string = service.address,
): Promise<PythonAnswer> {
  return worker.ask('open', toOpen({ address, token: service.token }, scope, runId));
}

function propertiesOf(answer: PythonAnswer, part: string): readonly string[] {
  const config = answer.ok && isJsonObject(answer.value) ? answer.value.get(part) : undefined;
  const properties = isJsonObject(config) ? config.get('properties') : undefined;
  return isJsonObject(properties) ? [...properties.keys()] : [];
}
