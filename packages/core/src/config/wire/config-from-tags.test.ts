import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HyperDriveRehydrateError } from '../../errors/hyperdrive-rehydrate-error.js';
import type { HyperDriveConfig } from '../model/hyperdrive-config.js';
import { configFromTags } from './config-from-tags.js';

/** Opens a sweep with these tags and properties, and keeps what it warned of. */
function open(
  tags: Readonly<Record<string, string>>,
  properties: Readonly<Record<string, string>> = {},
): { readonly config: HyperDriveConfig; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const config = configFromTags(new Map(Object.entries(tags)), new Map(Object.entries(properties)), {
    runId: 'HD_1',
    onWarning: (message) => warnings.push(message),
  });
  return { config, warnings };
}

const metric = '{"name": "Accuracy", "goal": "maximize"}';

describe('configFromTags', () => {
  it('opens a sweep of today: prefixed tags, JSON without blanks', () => {
    const { config, warnings } = open(
      {
        _aml_system_max_concurrent_jobs: '4',
        _aml_system_max_total_jobs: '10',
        _aml_system_max_duration_minutes: '10080',
        _aml_system_policy_config:
          '{"name":"Bandit","properties":{"evaluation_interval":2,"delay_evaluation":0,"slack_factor":0.15}}',
        _aml_system_generator_config:
          '{"name":"RANDOM","parameter_space":{"--depth":["choice",[[2,4,8]]],"rate":["loguniform",[-4,-1]]},"properties":null}',
        _aml_system_primary_metric_config: '{"name":"Accuracy","goal":"maximize"}',
        _aml_system_platform_config:
          '{"ServiceAddress":"https://example.test","Definition":{"Overrides":{"Script":"train.py","Command":"","Target":"shed"}},"ParentRunId":"HD_1"}',
        _aml_system_resume_child_runs: 'null',
      },
      { primary_metric_config: '{"name":"Accuracy","goal":"maximize"}', resume_from: 'null' },
    );
    expect(warnings).toEqual([]);
    expect(config).toMatchObject({
      primaryMetric: { name: 'Accuracy', goal: 'maximize' },
      maxTotalRuns: 10,
      maxConcurrentRuns: 4,
      maxDurationMinutes: 10080,
      policy: { kind: 'bandit', slackFactor: 0.15, evaluationInterval: 2 },
      resumeFrom: [],
      resumeChildRuns: [],
      runConfig: undefined,
      violations: [],
    });
    expect(config.hyperparameterSampling).toMatchObject({
      kind: 'random',
      parameterSpace: new Map<string, unknown>([
        ['--depth', { kind: 'choice', values: [2, 4, 8] }],
        ['rate', { kind: 'loguniform', minValue: -4, maxValue: -1 }],
      ]),
    });
    expect(config.platformConfig?.get('ParentRunId')).toBe('HD_1');
  });

  it('opens a sweep of 2020: bare tags, names in capitals, a resumed sweep in the properties', () => {
    const { config, warnings } = open(
      {
        max_concurrent_jobs: '2',
        max_total_jobs: '8',
        max_duration_minutes: '60',
        policy_config: '{"name": "DEFAULT"}',
        generator_config: '{"name": "BAYESIANOPTIMIZATION", "parameter_space": {"--c": ["uniform", [0.1, 1]]}}',
        primary_metric_config: '{"name": "r2", "goal": "MAXIMIZE"}',
      },
      { resume_from: '[{"run_scope": {"workspace_name": "greenhouse"}, "run_id": "tulips_1580000000"}]' },
    );
    expect(warnings).toEqual([]);
    expect(config).toMatchObject({
      primaryMetric: { name: 'r2', goal: 'maximize' },
      policy: { kind: 'none' },
      hyperparameterSampling: { kind: 'bayesian' },
      resumeFrom: [{ runScope: { workspaceName: 'greenhouse' }, runId: 'tulips_1580000000' }],
    });
  });

  it('opens a sweep that names its metric in the properties only, and little else', () => {
    const { config, warnings } = open({ _aml_system_max_concurrent_jobs: '10' }, { primary_metric_config: metric });
    expect(warnings).toEqual([]);
    expect(config).toMatchObject({
      primaryMetric: { name: 'Accuracy', goal: 'maximize' },
      hyperparameterSampling: { kind: 'unknown', raw: undefined },
      policy: { kind: 'none' },
      maxTotalRuns: 1000,
      maxConcurrentRuns: 10,
      maxDurationMinutes: 10080,
    });
    expect(config.violations.map(({ path }) => path)).toEqual(['hyperparameterSampling', 'maxTotalRuns']);
  });

  it('takes the prefixed tag where both exist', () => {
    const { config, warnings } = open({
      _aml_system_primary_metric_config: '{"name": "new", "goal": "minimize"}',
      primary_metric_config: '{"name": "old", "goal": "maximize"}',
    });
    expect(config.primaryMetric).toEqual({ name: 'new', goal: 'minimize' });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['{"name": "Accuracy"', 'broken'],
    ['{"name": "Accuracy"}', 'broken'],
    ['{"name": "Accuracy", "goal": "best"}', 'broken'],
    ['{"goal": "maximize"}', 'broken'],
    ['{"name": "", "goal": "maximize"}', 'broken'],
    ['["Accuracy", "maximize"]', 'broken'],
  ])('passes over the prefixed tag %j with a warning', (text, why) => {
    const { config, warnings } = open({ _aml_system_primary_metric_config: text, primary_metric_config: metric });
    expect(config.primaryMetric.name).toBe('Accuracy');
    expect(warnings).toEqual([`The sweep's tag _aml_system_primary_metric_config is ${why} and is passed over.`]);
  });

  it.each([
    ['max_total_jobs', 'maxTotalRuns'],
    ['max_concurrent_jobs', 'maxConcurrentRuns'],
    ['max_duration_minutes', 'maxDurationMinutes'],
  ])('passes over a prefixed %s that is no number', (name, option) => {
    for (const broken of ['many', 'true', '" "', '[5]', 'NaN']) {
      const { config, warnings } = open({
        primary_metric_config: metric,
        [`_aml_system_${name}`]: broken,
        [name]: '"7"',
      });
      expect(config).toMatchObject({ [option]: 7 });
      expect(warnings).toEqual([`The sweep's tag _aml_system_${name} is broken and is passed over.`]);
    }
  });

  it('takes a part that is empty everywhere for not there', () => {
    const { config } = open({ primary_metric_config: metric, _aml_system_generator_config: ' ', policy_config: ' ' });
    expect(config).toMatchObject({ hyperparameterSampling: { raw: undefined }, policy: { kind: 'none' } });
  });

  it('takes null for not there, without a word', () => {
    const { config, warnings } = open(
      { _aml_system_primary_metric_config: 'null', _aml_system_policy_config: 'null', policy_config: 'null' },
      { primary_metric_config: metric },
    );
    expect(config).toMatchObject({ primaryMetric: { name: 'Accuracy' }, policy: { kind: 'none' } });
    expect(warnings).toEqual([]);
  });

  it('keeps what it does not know, and opens all the same', () => {
    const { config, warnings } = open({
      _aml_system_primary_metric_config: metric,
      _aml_system_generator_config: '{"name":"HYPERBAND","parameter_space":{"a":["uniform",[0,1]]}}',
      _aml_system_policy_config: '{"name":"Mercy"',
      _aml_system_max_total_jobs: 'many',
    });
    expect(config.hyperparameterSampling).toMatchObject({ kind: 'unknown', name: 'HYPERBAND' });
    expect(config.policy).toMatchObject({ kind: 'unknown', raw: '{"name":"Mercy"' });
    expect(warnings).toEqual([
      "The sweep's tag _aml_system_policy_config is broken and is passed over.",
      "The sweep's tag _aml_system_max_total_jobs is broken and is passed over.",
      'generator_config of the name "HYPERBAND" is not known here; it is kept as it is.',
      'policy_config cannot be read; it is kept as it is.',
      "max_total_jobs cannot be read; the service's limit or default is used instead.",
    ]);
    expect(() => config.toWire()).toThrow(expect.objectContaining({ code: 'invalid-config' }));
  });

  it('opens a sweep beyond the limits of today', () => {
    const { config } = open({
      primary_metric_config: metric,
      max_total_jobs: '5000',
      max_concurrent_jobs: '0',
      generator_config: '{"name": "GRID", "parameter_space": {"a": ["uniform", [2, 1]]}}',
    });
    expect(config).toMatchObject({ maxTotalRuns: 5000, maxConcurrentRuns: 0 });
    expect(config.violations.map(({ path }) => path)).toEqual([
      'hyperparameterSampling.parameterSpace.a.minValue',
      'hyperparameterSampling.parameterSpace.a',
      'maxTotalRuns',
      'maxConcurrentRuns',
    ]);
  });

  it('leaves out resumed runs that have no id', () => {
    const { config, warnings } = open(
      { primary_metric_config: metric },
      { resume_from: '[{"run_id": "HD_0"}, {}, 7]', resume_child_runs: '"HD_0_1"' },
    );
    expect(config.resumeFrom.map(({ runId }) => runId)).toEqual(['HD_0']);
    expect(config.resumeChildRuns).toEqual([]);
    expect(warnings).toEqual([
      "2 of the sweep's resume_from name no run and are left out.",
      "The sweep's property resume_child_runs is broken and is passed over.",
    ]);
  });

  it('names what was found where no primary metric can be read', () => {
    expect(() => open({ season: 'spring' })).toThrow(HyperDriveRehydrateError);
    expect(() => open({ season: 'spring' })).toThrow(
      'Run "HD_1" cannot be opened as a sweep: no primary metric was found; looked in the tags',
    );
    expect(() => open({ primary_metric_config: '{"name": 1}' }, { primary_metric_config: '' })).toThrow(
      'its primary metric cannot be read: tag primary_metric_config is "{\\"name\\": 1}", property primary_metric_config is ""',
    );
  });

  it('opens whatever is in the other tags', () => {
    const parts = [
      'generator_config',
      'policy_config',
      'platform_config',
      'max_total_jobs',
      'max_concurrent_jobs',
      'max_duration_minutes',
      'resume_from',
      'resume_child_runs',
    ];
    const words = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"name"',
      '"RANDOM"',
      '"parameter_space"',
      '"properties"',
      'null',
      '1',
      '-',
    ];
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(fc.constantFrom(...words)).map((tokens) => tokens.join('')),
      fc.json().map((space) => `{"name":"RANDOM","parameter_space":${space},"properties":${space}}`),
      fc.json().map((properties) => `{"name":"Bandit","properties":${properties}}`),
      fc.json().map((item) => `[${item}]`),
    );
    const tags = fc.dictionary(fc.constantFrom(...parts, ...parts.map((name) => `_aml_system_${name}`)), texts);
    fc.assert(
      fc.property(tags, (given) => {
        const { config } = open({ ...given, primary_metric_config: metric });
        expect(config.primaryMetric).toEqual({ name: 'Accuracy', goal: 'maximize' });
        expect(Number.isNaN(config.maxTotalRuns + config.maxConcurrentRuns + config.maxDurationMinutes)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
