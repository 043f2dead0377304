import { describe, expect, it } from 'vitest';
import { isJsonArray, isJsonObject, type JsonValue } from '../../json/json-value.js';
import type { RunRecord } from '../../runs/run.js';
import { BanditPolicy } from '../model/early-termination.js';
import { HyperDriveConfig } from '../model/hyperdrive-config.js';
import { uniform } from '../model/numeric-expressions.js';
import { RandomParameterSampling } from '../model/sampling.js';
import { configFromTags } from '../wire/config-from-tags.js';
import { type SweepDocument, toSweepDocument } from './to-sweep-document.js';

const overrides = {
  script: 'train.py',
  arguments: ['--data', '$AZUREML_DATAREFERENCE_iris', '--note', "it's"],
  target: 'gpu',
  maxRunDurationSeconds: 600,
  environment: {
    name: null,
    version: null,
    environmentVariables: { N: '1' },
    python: { condaDependencies: { name: 'env', dependencies: ['python=3.8', { pip: ['azureml-defaults'] }] } },
    docker: { baseImage: 'sklearn:0.20.3-cpu', baseImageRegistry: { address: 'mine.azurecr.io', username: null } },
  },
};

/** A sweep as the first SDK leaves it: a script run, and names with the dashes of the script's options. */
function firstSdkSweep(tags: Readonly<Record<string, string>> = {}): RunRecord {
  const platform = { ExperimentName: 'iris', Definition: { Overrides: overrides, SnapshotId: '6c62ada4' } };
  const space = { '--learning_rate': ['uniform', [0.1, 1]], 'a-b': ['randint', [4]] };
  const generator = { name: 'RANDOM', parameter_space: space, properties: { seed: 3 } };
  return {
    runId: 'HD_1',
    status: 'Completed',
    hidden: false,
    warnings: [],
    properties: new Map(),
    tags: new Map(
      Object.entries({
        _aml_system_primary_metric_config: '{"name":"accuracy","goal":"maximize"}',
        _aml_system_max_total_jobs: '20',
        _aml_system_max_concurrent_jobs: '4',
        _aml_system_max_duration_minutes: '60',
        _aml_system_generator_config: JSON.stringify(generator),
        _aml_system_policy_config:
          '{"name":"Bandit","properties":{"evaluation_interval":2,"delay_evaluation":0,"slack_factor":0.1}}',
        _aml_system_platform_config: JSON.stringify(platform),
        HD_1_0: '{"--learning_rate":0.5}',
        owner: 'ada',
        'mlflow.note': 'x',
        all_jobs_generated: 'true',
        ...tags,
      }),
    ),
  };
}

function described(run: RunRecord): SweepDocument {
  return toSweepDocument(configFromTags(run.tags, run.properties, { runId: run.runId }), run);
}

function plainOf(value: JsonValue | undefined): unknown {
  return isJsonObject(value) ? Object.fromEntries([...value].map(([key, item]) => [key, plainOf(item)])) : value;
}

describe('a sweep of the first SDK as a document', () => {
  it('runs its script with the options that the service added, under names that files take', () => {
    const { document } = described(firstSdkSweep());
    expect(document.get('trial')).toEqual(
      new Map<string, unknown>([
        [
          'command',
          `python train.py --data $AZUREML_DATAREFERENCE_iris --note 'it'\\''s' --learning_rate \${{search_space.learning_rate}} --a-b \${{search_space.a_b}}`,
        ],
        [
          'environment',
          new Map<string, unknown>([
            ['image', 'mine.azurecr.io/sklearn:0.20.3-cpu'],
            [
              'conda_file',
              new Map<string, unknown>([
                ['name', 'env'],
                ['dependencies', ['python=3.8', new Map([['pip', ['azureml-defaults']]])]],
              ]),
            ],
          ]),
        ],
        ['environment_variables', new Map([['N', '1']])],
      ]),
    );
    expect(document.get('compute')).toBe('azureml:gpu');
    expect(document.get('search_space')).toEqual(
      new Map([
        [
          'learning_rate',
          new Map<string, unknown>([
            ['type', 'uniform'],
            ['min_value', 0.1],
            ['max_value', 1],
          ]),
        ],
        [
          'a_b',
          new Map<string, unknown>([
            ['type', 'randint'],
            ['upper', 4],
          ]),
        ],
      ]),
    );
  });

  it('has its limits, metric, policy and sampling, and the tags that somebody gave it', () => {
    const { document } = described(firstSdkSweep());
    const plain = (key: string): unknown => {
      const section = document.get(key);
      return section instanceof Map ? Object.fromEntries(section) : section;
    };
    expect(plain('limits')).toEqual({
      max_total_trials: 20,
      max_concurrent_trials: 4,
      timeout: 3600,
      trial_timeout: 600,
    });
    expect(plain('objective')).toEqual({ primary_metric: 'accuracy', goal: 'maximize' });
    expect(plain('early_termination')).toEqual({
      type: 'bandit',
      evaluation_interval: 2,
      delay_evaluation: 0,
      slack_factor: 0.1,
    });
    expect(plain('sampling_algorithm')).toEqual({ type: 'random', seed: 3 });
    expect(plain('tags')).toEqual({ owner: 'ada' });
  });

  it('notes what somebody has to fill in', () => {
    const { notes } = described(firstSdkSweep());
    expect(notes.map(({ path }) => path)).toEqual([
      'search_space.learning_rate',
      'search_space.a_b',
      'trial.command',
      'trial.code',
    ]);
    expect(notes.at(-1)?.message).toContain('6c62ada4');
  });

  it('notes what files cannot say, and leaves it out', () => {
    const { document, notes } = described(
      firstSdkSweep({
        _aml_system_policy_config: '{"name":"Fancy","properties":{}}',
        _aml_system_generator_config:
          '{"name":"BayesianOptimization","parameter_space":{"x":["zipf",[1]],"y":["choice",[[true]]]},"properties":{"seed":1}}',
        _aml_system_resume_child_runs: '[{"run_id":"HD_0_1","run_scope":{}}]',
      }),
    );
    expect(document.has('early_termination')).toBe(false);
    expect(document.get('sampling_algorithm')).toBe('bayesian');
    const paths = notes.map(({ path }) => path);
    for (const path of ['early_termination', 'sampling_algorithm', 'search_space.x', 'search_space.y', 'resume_from']) {
      expect(paths).toContain(path);
    }
  });

  it('leaves out which programs a machine has, unless the sweep ran on a compute that somebody chose', () => {
    const variablesOf = (target: string) => {
      const { document, notes } = toSweepDocument(
        new HyperDriveConfig({
          primaryMetricName: 'acc',
          primaryMetricGoal: 'maximize',
          maxTotalRuns: 4,
          hyperparameterSampling: new RandomParameterSampling({ lr: uniform(0, 1) }),
          runConfig: {
            command: 'train',
            environment: { type: 'reference', name: 'azureml:e:1' },
            environmentVariables: new Map([
              ['PATH', '/home/ada/bin'],
              ['LEVEL', 'debug'],
              ['CONDA_PREFIX', '/home/ada/conda'],
            ]),
            target,
          },
        }),
      );
      const trial = document.get('trial');
      const variables = isJsonObject(trial) ? trial.get('environment_variables') : undefined;
      return {
        names: isJsonObject(variables) ? [...variables.keys()] : [],
        message: notes.find(({ path }) => path === 'trial.environment_variables')?.message,
      };
    };
    expect(variablesOf('local')).toEqual({
      names: ['LEVEL'],
      message: expect.stringContaining('without PATH, CONDA_PREFIX'),
    });
    expect(variablesOf('cpu')).toEqual({ names: ['PATH', 'LEVEL', 'CONDA_PREFIX'], message: undefined });
  });

  it('has what only jobs of Azure ML say, but for the place of an output, which the next sweep must not write to', () => {
    const job = {
      trial: { distribution: { type: 'mpi' }, environment_variables: { N: 1 } },
      inputs: { iris: { mode: 'ro_mount' } },
      outputs: { model: { mode: 'upload', path: 'azureml://datastores/d/paths/p' } },
      identity: { type: 'aml_token' },
      queue_settings: { job_tier: 'spot' },
    };
    const inputs = { iris: { type: 'uri_file', path: 'azureml:iris:1' }, n: { type: 'literal', value: '3' } };
    const own = { command: 'train', environment: 'azureml:e:1', inputs, outputs: { model: { type: 'mlflow_model' } } };
    const platform = { Definition: { Overrides: { ...own, EnvironmentVariables: { N: '1' }, Job: job } } };
    const { document, notes } = described(firstSdkSweep({ _aml_system_platform_config: JSON.stringify(platform) }));
    expect(plainOf(document.get('trial'))).toMatchObject(job.trial);
    expect(plainOf(document.get('inputs'))).toEqual({ iris: { ...inputs.iris, mode: 'ro_mount' }, n: '3' });
    expect(plainOf(document.get('outputs'))).toEqual({ model: { type: 'mlflow_model', mode: 'upload' } });
    expect(plainOf(document.get('identity'))).toEqual(job.identity);
    expect(plainOf(document.get('queue_settings'))).toEqual(job.queue_settings);
    expect(notes).toContainEqual({
      path: 'outputs.model.path',
      message: expect.stringContaining('azureml://datastores/d/paths/p'),
    });
  });

  it('has the limits that a job says, and none that a config fills in', () => {
    const limits = { max_total_trials: 20, timeout: 3600 };
    const platform = { Definition: { Overrides: { command: 'train', Job: { limits } } } };
    const { document } = described(firstSdkSweep({ _aml_system_platform_config: JSON.stringify(platform) }));
    expect(plainOf(document.get('limits'))).toEqual(limits);
  });

  it('has the expressions in the values of a choice as a file writes them', () => {
    const space = {
      m: [
        'choice',
        [
          [
            { n: ['choice', [[1, 2]]], o: ['uniform', [0, 1]] },
            { n: 3, o: 'x' },
          ],
        ],
      ],
    };
    const { document } = described(
      firstSdkSweep({ _aml_system_generator_config: JSON.stringify({ name: 'RANDOM', parameter_space: space }) }),
    );
    const [first, second] = [
      { n: { type: 'choice', values: [1, 2] }, o: { type: 'uniform', min_value: 0, max_value: 1 } },
      { n: 3, o: 'x' },
    ];
    const section = document.get('search_space');
    const choice = isJsonObject(section) ? section.get('m') : undefined;
    const values = isJsonObject(choice) ? choice.get('values') : undefined;
    expect(isJsonArray(values) ? values.map(plainOf) : values).toEqual([first, second]);
  });

  it('has what its trials asked the scheduler of a compute for', () => {
    const { document } = toSweepDocument(
      new HyperDriveConfig({
        primaryMetricName: 'acc',
        primaryMetricGoal: 'maximize',
        maxTotalRuns: 4,
        hyperparameterSampling: new RandomParameterSampling({ lr: uniform(0, 1) }),
        runConfig: { command: 'train', target: 'cluster', resources: { instanceCount: 2, gpus: 1, memoryBytes: 1024 } },
      }),
    );
    expect(plainOf(document.get('resources'))).toEqual({ instance_count: 2, properties: { gpus: 1, memory: 1024 } });
  });

  it('needs no note where the sweep says all that a file says', () => {
    const config = new HyperDriveConfig({
      primaryMetricName: 'acc',
      primaryMetricGoal: 'maximize',
      maxTotalRuns: 4,
      hyperparameterSampling: new RandomParameterSampling({ lr: uniform(0, 1) }),
      policy: new BanditPolicy({ slackAmount: 1 }),
      runConfig: {
        command: `train \${{search_space.lr}}`,
        environment: { type: 'reference', name: 'azureml:e:1' },
        target: 'cpu',
      },
    });
    expect(toSweepDocument(config, firstSdkSweep()).notes).toEqual([]);
  });
});
