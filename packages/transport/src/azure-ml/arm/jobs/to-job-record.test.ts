import type { RunRecord } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { configFromTags } from '@hyperdrive-run/core/internal-config';
import { describe, expect, it } from 'vitest';
import { recordedSweepJob, recordedWorkspace } from '../../../__fixtures__/recorded-sweep-job.js';
import { readWireText } from '../../../wire-json/wire-schema.js';
import { toJobRecord, withJob } from './to-job-record.js';
import { jobSchema } from './wire/job-dto.js';

function recordOf(properties: Readonly<Record<string, unknown>> = {}): RunRecord {
  const reading = readWireText(jobSchema, JSON.stringify(recordedSweepJob('job_1', properties)));
  if (!reading.success) throw new Error(reading.message);
  return toJobRecord(reading.data);
}

function configOf({ tags, properties, config }: RunRecord): HyperDriveConfig {
  return configFromTags(tags, properties, { runId: 'job_1', config });
}

/** The config of a job that has no tags, so that only the job can say it. */
function ownConfigOf(properties: Readonly<Record<string, unknown>> = {}): HyperDriveConfig {
  return configOf(recordOf({ tags: null, properties: {}, ...properties }));
}

describe('a recorded sweep job', () => {
  it('is read with its status, experiment, page, tags and time', () => {
    const record = recordOf();
    expect(record).toMatchObject({
      runId: 'job_1',
      status: 'Running',
      experimentName: 'tulips',
      displayName: 'job_1',
      hidden: false,
      createdBy: 'ada',
      createdTime: new Date('2023-04-08T23:41:39.988Z'),
      portalUrl: expect.stringMatching(/^https:\/\/ml\.azure\.com\/runs\/job_1\?wsid=/),
    });
    expect(record.properties.get('azureml.runsource')).toBe('hyperdrive');
  });

  it('has the limits, metric, space, sampling, policy and trial that the job says, seconds included', () => {
    const config = ownConfigOf();
    expect(config.primaryMetric).toEqual({ name: 'accuracy', goal: 'maximize' });
    expect([config.maxTotalRuns, config.maxConcurrentRuns, config.maxDurationSeconds]).toEqual([4, 2, 90]);
    const sampling = config.hyperparameterSampling;
    expect(sampling.kind === 'random' && [...sampling.parameterSpace]).toEqual([
      ['lr', { kind: 'uniform', minValue: 0.001, maxValue: 0.1 }],
      ['conv_size', { kind: 'choice', values: [2, 5, 7] }],
    ]);
    expect(config.policy).toMatchObject({
      kind: 'truncation-selection',
      evaluationInterval: 100,
      delayEvaluation: 200,
      truncationPercentage: 40,
    });
    expect(config.runConfig).toMatchObject({
      code: `azureml:${recordedWorkspace}/codes/53235a81-c8b2-47d1-89d9-e442d09f3ee0/versions/1`,
      environment: { type: 'reference', name: 'azureml:AzureML-sklearn-1.0:33' },
      environmentVariables: new Map([
        ['test_var1', 'set'],
        ['retries', '2'],
      ]),
      target: 'testCompute',
    });
    expect(config.violations).toEqual([]);
  });

  it('goes before its tags, which say whole minutes and may be older', () => {
    expect(configOf(recordOf()).maxDurationSeconds).toBe(90);
    expect(configOf(recordOf({ limits: null })).maxTotalRuns).toBe(1);
  });

  it.each([
    ['a share', { slackFactor: 0.1, slackAmount: 0 }, { slackFactor: 0.1, slackAmount: undefined }],
    ['an amount', { slackFactor: 0, slackAmount: 2 }, { slackFactor: undefined, slackAmount: 2 }],
    ['neither', { slackFactor: 0, slackAmount: 0 }, { slackFactor: 0, slackAmount: undefined }],
  ])('has a bandit policy of %s where clients wrote zeros for what nobody gave', (_title, slacks, expected) => {
    const earlyTermination = { policyType: 'Bandit', delayEvaluation: 0, evaluationInterval: 0, ...slacks };
    const { policy, violations } = ownConfigOf({ earlyTermination });
    expect(policy).toMatchObject({ kind: 'bandit', evaluationInterval: 1, delayEvaluation: 0, ...expected });
    expect(violations).toEqual([]);
  });

  it('reads Sobol and Bayesian sampling, and takes random where none is said', () => {
    const sobol = { samplingAlgorithmType: 'Random', rule: 'Sobol', seed: 7, logbase: 10 };
    const { hyperparameterSampling: read } = ownConfigOf({ samplingAlgorithm: sobol });
    expect(read).toMatchObject({ kind: 'random', rule: 'sobol', seed: 7, logbase: 10 });
    const bayesian = { samplingAlgorithmType: 'Bayesian' };
    expect(ownConfigOf({ samplingAlgorithm: bayesian }).hyperparameterSampling.kind).toBe('bayesian');
    expect(ownConfigOf({ samplingAlgorithm: null }).hyperparameterSampling.kind).toBe('random');
  });

  it('reads inputs and outputs, but for the output that stands for the files of a run', () => {
    const { runConfig } = ownConfigOf({
      inputs: {
        n: { jobInputType: 'literal', value: '3' },
        iris: { jobInputType: 'uri_file', uri: 'azureml://datastores/d/paths/iris.csv', mode: 'Download' },
      },
      outputs: { ...recordedSweepJob('job_1').properties.outputs, model: { jobOutputType: 'mlflow_model', uri: null } },
    });
    expect(runConfig?.inputs).toEqual(
      new Map([
        ['n', { type: 'literal', value: '3' }],
        ['iris', { type: 'uri_file', path: 'azureml://datastores/d/paths/iris.csv' }],
      ]),
    );
    expect(runConfig?.outputs).toEqual(new Map([['model', { type: 'mlflow_model' }]]));
  });

  it('of the preview of 2021 keeps a space that cannot be read as it is, and its limits', () => {
    const config = ownConfigOf({
      limits: undefined,
      maxTotalTrials: 20,
      maxConcurrentTrials: 10,
      timeout: 'PT2H',
      searchSpace: { learning_rate: '["uniform", [0.01, 0.9]]', boosting: '["choice", [["gbdt", "dart"]]"' },
      objective: { primaryMetric: 'test-multi_logloss', goal: 'Minimize' },
      earlyTermination: null,
      samplingAlgorithm: undefined,
      trial: undefined,
    });
    expect([config.maxTotalRuns, config.maxDurationSeconds]).toEqual([20, 7200]);
    expect(config.primaryMetric).toEqual({ name: 'test-multi_logloss', goal: 'minimize' });
    const sampling = config.hyperparameterSampling;
    expect(sampling.kind === 'random' && [...sampling.parameterSpace.values()].map(({ kind }) => kind)).toEqual([
      'uniform',
      'unknown',
    ]);
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'nonsense', null])('has no page at %j', (endpoint) => {
    expect(recordOf({ services: { Studio: { endpoint } } }).portalUrl).toBeUndefined();
  });

  it('completes what the run history says, which has the times', () => {
    const startTime = new Date('2023-04-09T00:00:00Z');
    const run: RunRecord = {
      runId: 'job_1',
      status: 'Preparing',
      hidden: false,
      tags: new Map([['owner', 'ada']]),
      properties: new Map(),
      warnings: ['slow'],
      startTime,
    };
    const reading = readWireText(jobSchema, JSON.stringify(recordedSweepJob('job_1')));
    const record = reading.success ? withJob(run, reading.data) : run;
    expect(record).toMatchObject({ status: 'Running', startTime, warnings: ['slow'], experimentName: 'tulips' });
    expect([record.tags.get('owner'), record.tags.has('_aml_system_generator_config')]).toEqual(['ada', true]);
  });
});
