import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { JobSubmission, LocalFiles, SweepBackend, SweepJob } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import { Experiment } from '../../experiment.js';
import { InMemoryBackend } from '../../testing/index.js';

const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'garden' };
const config = new HyperDriveConfig({
  hyperparameterSampling: new GridParameterSampling({ lr: choice(0.1, 0.2) }),
  primaryMetricName: 'loss',
  primaryMetricGoal: 'minimize',
  maxTotalRuns: 1,
});
const job: SweepJob = {
  experimentName: 'garden',
  tags: new Map(),
  properties: new Map(),
  trial: {
    command: 'python',
    environment: { kind: 'reference', id: 'azureml:AzureML-x' },
    environmentVariables: new Map(),
  },
  inputs: new Map(),
  outputs: new Map(),
  searchSpace: new Map(),
  objective: { goal: 'minimize', primaryMetric: 'loss' },
  limits: { maxTotalTrials: 1n },
};
const files: LocalFiles = {
  list: () => Promise.reject(new Error('no files')),
  createHash: () => ({ update: () => undefined, digest: () => new Uint8Array() }),
};

/** A backend that takes jobs, and what it was asked. */
function jobBackend(): { readonly backend: SweepBackend; readonly asked: JobSubmission[] } {
  const asked: JobSubmission[] = [];
  const memory = new InMemoryBackend(scope);
  const record = { runId: 'sweep_1', status: 'NotStarted', hidden: false, tags: new Map(), properties: new Map() };
  const backend: SweepBackend = Object.assign(Object.create(memory), {
    submitJob: async (submission: JobSubmission) => {
      asked.push(submission);
      return { ...record, warnings: [] };
    },
    planJob: async () => '[]',
  });
  return { backend, asked };
}

describe('an experiment', () => {
  it('submits a job with its files, and returns its run with the config of the file', async () => {
    const { backend, asked } = jobBackend();
    const run = await new Experiment(backend, 'garden').submit({ config, job, files });
    expect([run.id, run.hyperdriveConfig]).toEqual(['sweep_1', config]);
    expect(asked).toMatchObject([{ job, files }]);
  });

  it('shows what it would send', async () => {
    expect(await new Experiment(jobBackend().backend, 'garden').planSubmit({ config, job, files })).toBe('[]');
  });

  it.each([
    ['config', [undefined, 5, {}]],
    ['job', [undefined, 5, {}, { trial: {} }]],
    ['files', [undefined, 5, {}, { list: () => undefined }]],
  ] as const)('refuses a submission whose %s is none, and sends nothing', async (option, values) => {
    const { backend, asked } = jobBackend();
    const experiment = new Experiment(backend, 'garden');
    for (const value of values) {
      const wrong = { config, job, files, [option]: value };
      for (const name of ['submit', 'planSubmit'] as const) {
        const outcome: unknown = Reflect.apply(experiment[name], experiment, [wrong]);
        await expect(outcome).rejects.toMatchObject({ code: 'invalid-argument', option });
      }
    }
    expect(asked).toEqual([]);
  });

  it('of a backend that takes configs only refuses a job', async () => {
    const experiment = new Experiment(new InMemoryBackend(scope), 'garden');
    const refusal = { code: 'unsupported-operation', message: expect.stringContaining('jobs with their files') };
    await expect(experiment.submit({ config, job, files })).rejects.toMatchObject(refusal);
    await expect(experiment.planSubmit({ config, job, files })).rejects.toMatchObject(refusal);
  });
});
