import { BanditPolicy, HyperDriveConfig, RandomParameterSampling, uniform } from '@hyperdrive-run/core/config';
import { describe, expect, it } from 'vitest';
import { describeSweep } from './describe-sweep.js';
import { Experiment } from './experiment.js';
import { HyperDriveRun } from './hyperdrive-run.js';
import { contractScope as scope } from './testing/contract-scope.js';
import { InMemoryBackend } from './testing/in-memory-backend.js';
import { makeSweep } from './testing/sweep-fixture.js';

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
function firstSdkSweep(tags: Readonly<Record<string, string>> = {}) {
  const platform = { ExperimentName: 'iris', Definition: { Overrides: overrides, SnapshotId: '6c62ada4' } };
  const space = { '--learning_rate': ['uniform', [0.1, 1]], 'a-b': ['randint', [4]] };
  return makeSweep({
    scope,
    runId: 'HD_1',
    children: [{ hyperparameters: new Map([['--learning_rate', 0.5]]) }],
    tags: new Map(
      Object.entries({
        _aml_system_generator_config: JSON.stringify({
          name: 'RANDOM',
          parameter_space: space,
          properties: { seed: 3 },
        }),
        _aml_system_policy_config:
          '{"name":"Bandit","properties":{"evaluation_interval":2,"delay_evaluation":0,"slack_factor":0.1}}',
        _aml_system_platform_config: JSON.stringify(platform),
        owner: 'ada',
        'mlflow.note': 'x',
        all_jobs_generated: 'true',
        ...tags,
      }),
    ),
  });
}

async function described(fixture: ReturnType<typeof makeSweep>) {
  const backend = new InMemoryBackend(scope, [fixture]);
  const sweep = await HyperDriveRun.load(new Experiment(backend, 'contract'), fixture.parent.record.runId);
  return describeSweep(sweep);
}

describe('a sweep of the first SDK as a document', () => {
  it('runs its script with the options that the service added, under names that files take', async () => {
    const { document } = await described(firstSdkSweep());
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

  it('has its limits, metric, policy and sampling, and the tags that somebody gave it', async () => {
    const { document } = await described(firstSdkSweep());
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

  it('notes what somebody has to fill in', async () => {
    const { notes } = await described(firstSdkSweep());
    expect(notes.map(({ path }) => path)).toEqual([
      'search_space.learning_rate',
      'search_space.a_b',
      'trial.command',
      'trial.code',
    ]);
    expect(notes.at(-1)?.message).toContain('6c62ada4');
  });

  it('notes what files cannot say, and leaves it out', async () => {
    const { document, notes } = await described(
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
    const sweep = new HyperDriveRun(new Experiment(new InMemoryBackend(scope, []), 'e'), 'HD_1', config, {
      record: firstSdkSweep().parent.record,
    });
    return expect(describeSweep(sweep)).resolves.toMatchObject({ notes: [] });
  });
});
