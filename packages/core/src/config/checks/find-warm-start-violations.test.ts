import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../runs/run.js';
import { HyperDriveConfig } from '../model/hyperdrive-config.js';
import type { HyperDriveConfigOptions } from '../model/hyperdrive-config-options.js';
import { quniform, uniform } from '../model/numeric-expressions.js';
import { BayesianParameterSampling, RandomParameterSampling } from '../model/sampling.js';
import { findWarmStartViolations, type ResumedSweep } from './find-warm-start-violations.js';

function config(given: Partial<HyperDriveConfigOptions> = {}): HyperDriveConfig {
  return new HyperDriveConfig({
    hyperparameterSampling: new RandomParameterSampling({ lr: uniform(0, 1) }),
    primaryMetricName: 'accuracy',
    primaryMetricGoal: 'maximize',
    maxTotalRuns: 900,
    ...given,
  });
}

function run(given: Partial<RunRecord> = {}): RunRecord {
  return {
    runId: 'HD_0',
    status: 'Completed',
    runType: 'hyperdrive',
    hidden: false,
    tags: new Map(),
    properties: new Map(),
    warnings: [],
    ...given,
  };
}

function resumed(given: Partial<ResumedSweep> = {}): ResumedSweep {
  return {
    key: { runScope: {}, runId: 'HD_0' },
    run: run(),
    config: config({ maxTotalRuns: 10 }),
    ...given,
  };
}

function find(sweeps: readonly ResumedSweep[], own = config()): string[] {
  return findWarmStartViolations(own, { sweeps, children: [] }).map(
    ({ path, got, takes }) => `${path}: ${got}; ${takes}`,
  );
}

describe('a warm start', () => {
  it('takes ended sweeps of the same metric and goal', () => {
    expect(find([resumed(), resumed({ run: run({ status: 'Canceled' }) })])).toEqual([]);
  });

  it('takes 1000 trials in all, and counts its own alone where it resumes no sweep', () => {
    expect(find([resumed({ config: config({ maxTotalRuns: 100 }) })])).toEqual([]);
    expect(find([resumed({ config: config({ maxTotalRuns: 101 }) })])).toEqual([
      "resumeFrom: a maxTotalRuns of 1001 together with this sweep's; at most 1000",
    ]);
    const unchecked = new HyperDriveConfig({
      hyperparameterSampling: new RandomParameterSampling({ lr: uniform(0, 1) }),
      primaryMetricName: 'accuracy',
      primaryMetricGoal: 'maximize',
      maxTotalRuns: 1001,
      validate: false,
    });
    expect(find([], unchecked)).toEqual([]);
  });

  it('does not take a sweep whose config names no primary metric', () => {
    expect(find([resumed({ config: undefined })])).toEqual([
      'resumeFrom[0]: "HD_0", which is no sweep; the parent run of a sweep',
    ]);
  });

  it('lists everything that is wrong with the resumed sweeps at once', () => {
    const other = config({ primaryMetricName: 'loss', primaryMetricGoal: 'minimize', maxTotalRuns: 10 });
    const sweeps = [
      resumed({ run: undefined }),
      resumed({ run: run({ runType: 'azureml.scriptrun' }) }),
      resumed({ run: run({ status: 'Running' }), config: other }),
      resumed({ config: config({ maxTotalRuns: 95 }) }),
    ];
    expect(find(sweeps)).toEqual([
      'resumeFrom[0]: "HD_0", which does not exist; a run that exists',
      'resumeFrom[1]: "HD_0", which is no sweep; the parent run of a sweep',
      'resumeFrom[2]: a sweep that is Running; one that is Completed or Canceled',
      'resumeFrom[2].primaryMetricName: "loss"; "accuracy", the metric of this sweep',
      'resumeFrom[2].primaryMetricGoal: minimize; maximize, the goal of this sweep',
      "resumeFrom: a maxTotalRuns of 1025 together with this sweep's; at most 1000",
    ]);
  });

  it('takes sweeps of one host only', () => {
    const at = (host: string): ResumedSweep => resumed({ key: { runScope: { host }, runId: 'HD_0' } });
    expect(find([at('https://a'), at('https://b')])).toEqual(['resumeFrom: https://a, https://b; runs of one host']);
    expect(find([at('https://a'), resumed(), at('https://a')])).toEqual([]);
  });

  it('needs the same search space for Bayesian sampling only, whatever the order of its names', () => {
    const bayesian = (
      space: Record<string, ReturnType<typeof uniform> | ReturnType<typeof quniform>>,
    ): HyperDriveConfig => config({ hyperparameterSampling: new BayesianParameterSampling(space), maxTotalRuns: 20 });
    const own = bayesian({ a: uniform(0, 1), b: quniform(1, 9, 1) });
    expect(find([resumed({ config: bayesian({ b: quniform(1, 9, 1), a: uniform(0, 1) }) })], own)).toEqual([]);
    expect(find([resumed({ config: bayesian({ a: uniform(0, 2), b: quniform(1, 9, 1) }) })], own)).toEqual([
      'resumeFrom[0].hyperparameterSampling: another search space; the search space of this sweep (Bayesian sampling)',
    ]);
    expect(find([resumed({ config: own })])).toEqual([]);
  });

  it.each([
    ['optuna', 'study'],
    ['ray_tune', 'experiment'],
  ])('takes a sweep with the property %s: %s, whatever its search space and limits', (name, value) => {
    const sampling = (max: number) => new BayesianParameterSampling({ lr: uniform(0, max) });
    const own = config({ hyperparameterSampling: sampling(1), maxTotalRuns: 900 });
    const theirs = config({ hyperparameterSampling: sampling(2), maxTotalRuns: 1000 });
    const marked = run({ properties: new Map([[name, value]]) });
    expect(find([resumed({ config: theirs, run: marked })], own)).toEqual([]);
    expect(find([resumed({ config: theirs })], own)).toHaveLength(2);
    const running = resumed({ config: theirs, run: { ...marked, status: 'Running' } });
    expect(find([running], own)).toEqual(['resumeFrom[0]: a sweep that is Running; one that is Completed or Canceled']);
  });

  it('takes ended children of at most five sweeps', () => {
    const child = (given: Partial<RunRecord>) => ({
      key: { runScope: {}, runId: 'c' },
      run: run({ runType: '', ...given }),
      sweepConfig: given.parentRunId === undefined ? undefined : config(),
    });
    const five = ['b', 'c', 'd', 'e', 'f'].map((parentRunId) => child({ parentRunId }));
    expect(findWarmStartViolations(config(), { sweeps: [], children: five })).toEqual([]);
    const found = findWarmStartViolations(config(), {
      sweeps: [],
      children: [
        child({ parentRunId: 'a', status: 'Running' }),
        child({ parentRunId: undefined }),
        { key: { runScope: {}, runId: 'gone' }, run: undefined, sweepConfig: undefined },
        ...five,
      ],
    });
    expect(found.map(({ path, got, takes }) => `${path}: ${got}; ${takes}`)).toEqual([
      'resumeChildRuns[0]: a run that is Running; one that has ended',
      'resumeChildRuns[1]: "c", which has no parent; a child of a sweep',
      'resumeChildRuns[2]: "gone", which does not exist; a run that exists',
      'resumeChildRuns: children of 6 sweeps; children of at most 5',
    ]);
  });

  it('checks children as it checks the sweeps that they come from', () => {
    const child = (host: string, sweepConfig: HyperDriveConfig | undefined) => ({
      key: { runScope: { host }, runId: 'c' },
      run: run({ parentRunId: 'p' }),
      sweepConfig,
    });
    const bayesian = (max: number): HyperDriveConfig =>
      config({ hyperparameterSampling: new BayesianParameterSampling({ a: uniform(0, max) }) });
    const found = findWarmStartViolations(bayesian(1), {
      sweeps: [],
      children: [
        child('https://a', bayesian(1)),
        child('https://b', bayesian(2)),
        child('https://a', config({ primaryMetricName: 'loss', primaryMetricGoal: 'minimize' })),
        child('https://a', undefined),
      ],
    });
    expect(found.map(({ path, got }) => `${path}: ${got}`)).toEqual([
      'resumeChildRuns[1].hyperparameterSampling: another search space',
      'resumeChildRuns[2].primaryMetricName: "loss"',
      'resumeChildRuns[2].primaryMetricGoal: minimize',
      'resumeChildRuns[2].hyperparameterSampling: another search space',
      'resumeChildRuns[3]: "c", which belongs to "p", no sweep',
      'resumeChildRuns: https://a, https://b',
    ]);
  });
});
