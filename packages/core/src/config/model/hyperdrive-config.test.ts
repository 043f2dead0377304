import { describe, expect, it } from 'vitest';
import { HyperDriveConfigError } from '../../errors/hyperdrive-config-error.js';
import { parseJson } from '../../json/parse-json.js';
import { writeJson } from '../../json/write-json.js';
import { choice } from './choice.js';
import { BanditPolicy, MedianStoppingPolicy, NoTerminationPolicy } from './early-termination.js';
import { HyperDriveConfig } from './hyperdrive-config.js';
import { uniform } from './numeric-expressions.js';
import { BayesianParameterSampling, GridParameterSampling, RandomParameterSampling } from './sampling.js';

const needed = {
  runConfig: { command: 'node train.mjs ${{search_space.lr}}' },
  hyperparameterSampling: new RandomParameterSampling({ lr: uniform(0, 1) }),
  primaryMetricName: 'accuracy',
  primaryMetricGoal: 'maximize',
  maxTotalRuns: 24,
} as const;

function violationsOf(make: () => unknown): readonly string[] {
  try {
    make();
  } catch (error) {
    if (HyperDriveConfigError.isInstance(error)) return error.violations.map(({ path }) => path);
    throw error;
  }
  return [];
}

describe('HyperDriveConfig', () => {
  it("has Python's defaults", () => {
    const config = new HyperDriveConfig(needed);
    expect(config).toMatchObject({
      maxConcurrentRuns: 24,
      maxDurationMinutes: 10080,
      resumeFrom: [],
      resumeChildRuns: [],
      warnings: [],
      primaryMetric: { name: 'accuracy', goal: 'maximize' },
    });
    expect(config.policy).toBeInstanceOf(NoTerminationPolicy);
  });

  it('runs at most 100 trials at once by default, where Python asks for more than the service takes', () => {
    expect(new HyperDriveConfig({ ...needed, maxTotalRuns: 500 }).maxConcurrentRuns).toBe(100);
  });

  it('takes the goal in any case', () => {
    expect(new HyperDriveConfig({ ...needed, primaryMetricGoal: 'MINIMIZE' }).primaryMetricGoal).toBe('minimize');
  });

  it('lists all faults at once, each with its path', () => {
    const wrong = {
      runConfig: { command: 'node train.mjs ${{search_space.rate}}', code: '' },
      hyperparameterSampling: new GridParameterSampling({ lr: uniform(0, 1) }, { validate: false }),
      primaryMetricName: '',
      primaryMetricGoal: 'best',
      maxTotalRuns: 0,
      maxConcurrentRuns: 101,
      maxDurationMinutes: 1.5,
      policy: new BanditPolicy({ validate: false }),
      resumeFrom: Array.from({ length: 6 }, (_, index) => ({ runScope: {}, runId: `HD_${index}` })),
      resumeChildRuns: [{ runScope: {}, runId: '' }],
      platformConfig: {},
    };
    // @ts-expect-error -- wrong on purpose
    expect(violationsOf(() => new HyperDriveConfig(wrong))).toEqual([
      'primaryMetricName',
      'primaryMetricGoal',
      'runConfig.command',
      'runConfig.code',
      'hyperparameterSampling.parameterSpace.lr',
      'maxTotalRuns',
      'maxConcurrentRuns',
      'maxDurationMinutes',
      'policy.slackFactor',
      'resumeFrom',
      'resumeChildRuns[0].runId',
      'platformConfig',
    ]);
  });

  it.each([
    ['maxTotalRuns', 0],
    ['maxTotalRuns', 1001],
    ['maxTotalRuns', 1.5],
    ['maxTotalRuns', Number.NaN],
    ['maxTotalRuns', '24'],
    ['maxTotalRuns', undefined],
    ['maxConcurrentRuns', 0],
    ['maxConcurrentRuns', 101],
    ['maxDurationMinutes', 0],
    ['maxDurationMinutes', 43201],
    ['hyperparameterSampling', undefined],
    ['hyperparameterSampling', { lr: uniform(0, 1) }],
    ['policy', 'Bandit'],
    ['primaryMetricName', 1],
    ['primaryMetricGoal', undefined],
  ])('refuses %s of %j', (name, value) => {
    expect(violationsOf(() => new HyperDriveConfig({ ...needed, [name]: value }))).toContain(name);
  });

  it.each([
    ['maxTotalRuns', 1],
    ['maxTotalRuns', 1000],
    ['maxConcurrentRuns', 1],
    ['maxConcurrentRuns', 100],
    ['maxDurationMinutes', 1],
    ['maxDurationMinutes', 43200],
  ])('takes %s of %j', (name, value) => {
    expect(new HyperDriveConfig({ ...needed, [name]: value })).toMatchObject({ [name]: value });
  });

  it('takes no more resumed children than there are trials', () => {
    const resumeChildRuns = ['HD_1_0', 'HD_1_1'].map((runId) => ({ runScope: {}, runId }));
    expect(violationsOf(() => new HyperDriveConfig({ ...needed, maxTotalRuns: 1, resumeChildRuns }))).toEqual([
      'resumeChildRuns',
    ]);
    expect(new HyperDriveConfig({ ...needed, maxTotalRuns: 2, resumeChildRuns }).resumeChildRuns).toEqual(
      resumeChildRuns,
    );
  });

  it('refuses a policy beside Bayesian sampling, but for no termination', () => {
    const hyperparameterSampling = new BayesianParameterSampling({ lr: uniform(0, 1) });
    const policy = new MedianStoppingPolicy();
    expect(violationsOf(() => new HyperDriveConfig({ ...needed, hyperparameterSampling, policy }))).toEqual(['policy']);
    expect(
      new HyperDriveConfig({ ...needed, hyperparameterSampling, policy: new NoTerminationPolicy() }).violations,
    ).toEqual([]);
  });

  it('names only what is wrong with a policy itself, where Bayesian sampling would refuse it anyway', () => {
    const hyperparameterSampling = new BayesianParameterSampling({ lr: uniform(0, 1) });
    const policy = new BanditPolicy({ validate: false });
    expect(violationsOf(() => new HyperDriveConfig({ ...needed, hyperparameterSampling, policy }))).toEqual([
      'policy.slackFactor',
    ]);
  });

  it.each([null, 5, {}, { kind: 'none' }])('takes no %j for a policy', (policy) => {
    // @ts-expect-error -- wrong on purpose
    expect(violationsOf(() => new HyperDriveConfig({ ...needed, policy }))).toEqual(['policy']);
  });

  it.each([null, 5, {}, { kind: 'random' }])('takes no %j for a sampling', (hyperparameterSampling) => {
    expect(
      // @ts-expect-error -- wrong on purpose
      violationsOf(() => new HyperDriveConfig({ ...needed, hyperparameterSampling })),
    ).toEqual(['hyperparameterSampling']);
  });

  it('judges resumed children by the limit of the service where the total is wrong', () => {
    const resumeChildRuns = [{ runScope: {}, runId: 'HD_1_0' }];
    const wrong = { ...needed, maxTotalRuns: 'many', resumeChildRuns };
    // @ts-expect-error -- wrong on purpose
    expect(violationsOf(() => new HyperDriveConfig(wrong))).toEqual(['maxTotalRuns']);
  });

  it('refuses a misspelt option, and what are no options', () => {
    // @ts-expect-error -- misspelt
    expect(violationsOf(() => new HyperDriveConfig({ ...needed, maxRuns: 3 }))).toEqual(['maxRuns']);
    // @ts-expect-error -- nothing given
    expect(violationsOf(() => new HyperDriveConfig())).toEqual(['options']);
  });

  it('warns of what is allowed, but will not go as one may expect', () => {
    expect(new HyperDriveConfig({ ...needed, maxDurationMinutes: 10081 }).warnings).toEqual([
      'maxDurationMinutes is 10081: Azure ML ends a sweep after 10080 minutes at the latest.',
    ]);
    expect(new HyperDriveConfig({ ...needed, maxDurationMinutes: 10081 }).advice).toEqual([
      { path: 'maxDurationMinutes', got: 10081, why: 'Azure ML ends a sweep after 10080 minutes at the latest' },
    ]);
    const hyperparameterSampling = new BayesianParameterSampling({ lr: uniform(0, 1) });
    const warnings = (maxTotalRuns: number, maxConcurrentRuns: number): readonly string[] =>
      new HyperDriveConfig({ ...needed, hyperparameterSampling, maxTotalRuns, maxConcurrentRuns }).warnings;
    expect(warnings(19, 20)).toEqual([expect.stringContaining('at least 20 trials a hyperparameter, here 20')]);
    expect(warnings(20, 20)).toEqual([]);
    expect(warnings(20, 21)).toEqual([expect.stringContaining('maxConcurrentRuns is 21')]);
  });
});

describe('HyperDriveConfig.toWire', () => {
  it('writes what the service takes', () => {
    const config = new HyperDriveConfig({
      ...needed,
      maxConcurrentRuns: 2,
      policy: new BanditPolicy({ slackFactor: 0.1 }),
      resumeFrom: [{ runScope: { experimentName: 'e' }, runId: 'HD_1' }],
    });
    expect(parseJson(writeJson(config.toWire()))).toEqual(
      parseJson(`{
        "generator_config": {"name": "RANDOM", "parameter_space": {"lr": ["uniform", [0, 1]]}},
        "policy_config": {"name": "Bandit",
          "properties": {"evaluation_interval": 1, "delay_evaluation": 0, "slack_factor": 0.1}},
        "primary_metric_config": {"name": "accuracy", "goal": "maximize"},
        "max_total_jobs": 24, "max_concurrent_jobs": 2, "max_duration_minutes": 10080,
        "resume_from": [{"run_scope": {"experiment_name": "e"}, "run_id": "HD_1"}],
        "platform_config": {"Definition": {"Overrides":
          {"Command": "node train.mjs \${{search_space.lr}}"}}}
      }`),
    );
  });

  it('asks for a run config, which reading does not need', () => {
    const config = new HyperDriveConfig({ ...needed, runConfig: undefined });
    expect(config.violations).toEqual([]);
    expect(violationsOf(() => config.toWire())).toEqual(['runConfig']);
  });

  it("takes a run definition of Azure ML's own in its place, and writes it as it is", () => {
    const platformConfig = new Map([['Definition', new Map([['Overrides', new Map([['Script', 'train.py']])]])]]);
    const config = new HyperDriveConfig({ ...needed, runConfig: undefined, platformConfig });
    expect(config.toWire().get('platform_config')).toEqual(platformConfig);
  });

  it('refuses a sweep that was read but cannot be submitted again', () => {
    const read = HyperDriveConfig.fromWire(
      parseJson(`{"generator_config": {"name": "HYPERBAND"}, "policy_config": {"name": "Mercy"},
        "primary_metric_config": {"name": "loss", "goal": "minimize"}, "max_total_jobs": 5000}`),
    );
    expect(read.primaryMetric).toEqual({ name: 'loss', goal: 'minimize' });
    expect(read.maxTotalRuns).toBe(5000);
    expect(violationsOf(() => read.toWire())).toEqual([
      'runConfig',
      'hyperparameterSampling',
      'maxTotalRuns',
      'policy',
    ]);
  });
});

describe('HyperDriveConfig.fromWire', () => {
  it.each(['{}', 'null', '[]', '{"primary_metric_config": {"name": "loss"}}', '{"primary_metric_config": "loss"}'])(
    'refuses %s, which names no primary metric',
    (text) => {
      expect(violationsOf(() => HyperDriveConfig.fromWire(parseJson(text)))).toEqual(['primary_metric_config']);
    },
  );

  it('reports what it cannot read', () => {
    const warnings: string[] = [];
    const read = HyperDriveConfig.fromWire(
      parseJson(`{"generator_config": {"name": "HYPERBAND"}, "policy_config": [],
        "primary_metric_config": {"name": "loss", "goal": "MINIMIZE"},
        "max_total_jobs": "many", "max_concurrent_jobs": "4"}`),
      { onWarning: (message) => warnings.push(message) },
    );
    expect(read).toMatchObject({ maxTotalRuns: 1000, maxConcurrentRuns: 4, maxDurationMinutes: 10080 });
    expect(warnings).toEqual([
      'generator_config of the name "HYPERBAND" is not known here; it is kept as it is.',
      'policy_config cannot be read; it is kept as it is.',
      "max_total_jobs cannot be read; the service's limit or default is used instead.",
    ]);
    expect(read.violations.map(({ path }) => path)).toContain('maxTotalRuns');
  });

  it('reads the trial definition, and keeps the rest of the platform config', () => {
    const text = `{"primary_metric_config": {"name": "loss", "goal": "minimize"}, "max_total_jobs": 4,
      "generator_config": {"name": "GRID", "parameter_space": {"a": ["choice", [[1]]]}},
      "platform_config": {"ServiceAddress": "https://example.test", "Definition": {"SnapshotId": "1",
        "Overrides": {"Command": "x \${{search_space.a}}", "NodeCount": 2, "Target": "shed"}}}}`;
    const read = HyperDriveConfig.fromWire(parseJson(text));
    expect(read.runConfig).toEqual({ command: 'x ${{search_space.a}}', target: 'shed' });
    expect(read.toWire().get('platform_config')).toEqual(HyperDriveConfig.fromWire(parseJson(text)).platformConfig);
    const changed = new HyperDriveConfig({
      ...needed,
      hyperparameterSampling: new GridParameterSampling({ lr: choice(1) }),
      platformConfig: read.platformConfig,
    });
    expect(writeJson(changed.toWire().get('platform_config') ?? null)).toBe(
      '{"ServiceAddress":"https://example.test","Definition":{"SnapshotId":"1","Overrides":{"NodeCount":2,"Command":"node train.mjs ${{search_space.lr}}"}}}',
    );
  });
});
