import {
  BanditPolicy,
  BayesianParameterSampling,
  choice,
  GridParameterSampling,
  HyperDriveConfig,
  lognormal,
  loguniform,
  MedianStoppingPolicy,
  normal,
  qlognormal,
  qloguniform,
  qnormal,
  quniform,
  RandomParameterSampling,
  randint,
  TruncationSelectionPolicy,
  uniform,
} from '@hyperdrive-run/core/config';
import { configFromTags, toSweepDocument } from '@hyperdrive-run/core/internal-config';
import { isJsonObject, type JsonObject, parseJson } from '@hyperdrive-run/core/json';
import { writeSweepFile } from '@hyperdrive-run/sweep-file';
import { describe, expect, it } from 'vitest';
import { useBothClients } from './both-clients.js';
import type { Submitted } from './client.js';
import { compareSubmits } from './compare.js';

const clients = useBothClients();

const common = { primaryMetricName: 'acc', primaryMetricGoal: 'maximize', maxTotalRuns: 4 } as const;
const trial = {
  command: 'python train.py --lr ${{search_space.lr}}',
  environment: { type: 'reference', name: 'azureml:sklearn:3' },
  target: 'cpu',
} as const;
const space = new RandomParameterSampling({ lr: uniform(0.1, 1) });

/** A sweep of the first SDK, as its tags have it. */
const firstSdkTags = new Map([
  ['_aml_system_primary_metric_config', '{"name":"acc","goal":"minimize"}'],
  ['_aml_system_max_total_jobs', '8'],
  [
    '_aml_system_generator_config',
    '{"name":"RANDOM","parameter_space":{"--learning-rate":["loguniform",[-6,-1]],"--n":["choice",[[16,"on",1e-7]]]}}',
  ],
  [
    '_aml_system_platform_config',
    '{"Definition":{"Overrides":{"script":"train.py","arguments":["--data","a b"],"target":"gpu","environment":{"name":"AzureML-Minimal","version":"5"}}}}',
  ],
]);

const configs: readonly (readonly [string, HyperDriveConfig])[] = [
  [
    'with every kind of hyperparameter',
    new HyperDriveConfig({
      ...common,
      runConfig: trial,
      hyperparameterSampling: new RandomParameterSampling(
        {
          lr: choice(1, 2.5, 'yes', '1e3', '', 'a: b #c', 1e-7, 1e300),
          n: randint(10),
          u: quniform(0, 10, 0.5),
          l: loguniform(-3, 0),
          q: qloguniform(-7, 0, 1e-7),
          m: normal(0, 1),
          g: qnormal(0, 2, 1),
          o: lognormal(0, 1),
          p: qlognormal(0, 1, 1),
        },
        { rule: 'sobol', seed: 7, logbase: 10 },
      ),
      policy: new BanditPolicy({ slackFactor: 0.1, evaluationInterval: 2, delayEvaluation: 3 }),
    }),
  ],
  [
    'with inputs, outputs, times and a command of two lines',
    new HyperDriveConfig({
      ...common,
      primaryMetricGoal: 'minimize',
      maxConcurrentRuns: 2,
      maxDurationSeconds: 5400,
      runConfig: {
        ...trial,
        command: `${trial.command} \${{inputs.data}} \${{inputs.n}} \${{inputs.word}} \${{outputs.model}}\n  && echo done`,
        maxDurationSeconds: 300,
        environmentVariables: new Map([['N', '01']]),
        inputs: new Map([
          ['data', { type: 'uri_file', path: 'azureml:iris:1' } as const],
          ['n', { type: 'literal', value: 3 } as const],
          ['word', { type: 'literal', value: 'yes' } as const],
        ]),
        outputs: new Map([['model', { type: 'mlflow_model' } as const]]),
      },
      hyperparameterSampling: new GridParameterSampling({ lr: choice(0.1, 'x') }),
      policy: new MedianStoppingPolicy({ delayEvaluation: 5 }),
    }),
  ],
  [
    'with Bayesian sampling and a described environment',
    new HyperDriveConfig({
      ...common,
      runConfig: {
        ...trial,
        environment: { type: 'described', definition: new Map([['image', 'mcr.microsoft.com/azureml/base:1']]) },
      },
      hyperparameterSampling: new BayesianParameterSampling({ lr: uniform(0, 1) }),
    }),
  ],
  [
    'with truncation selection',
    new HyperDriveConfig({
      ...common,
      runConfig: trial,
      hyperparameterSampling: space,
      policy: new TruncationSelectionPolicy({ truncationPercentage: 40, evaluationInterval: 2 }),
    }),
  ],
  ['of the first SDK', configFromTags(firstSdkTags, new Map(), { runId: 'HD_1' })],
];

/** The job that was sent. */
function jobOf({ calls }: Submitted): JsonObject {
  const put = calls.find(({ method, path }) => method === 'PUT' && /\/jobs\/[^/]+$/.test(path));
  const body = put === undefined ? undefined : parseJson(put.body);
  const properties = isJsonObject(body) ? body.get('properties') : undefined;
  if (!isJsonObject(properties)) throw new Error('No job was sent.');
  return properties;
}

const run = {
  runId: 'x',
  status: 'Completed',
  experimentName: 'iris',
  displayName: 'on',
  description: 'two\nlines: 1',
  hidden: false,
  tags: new Map([['owner', 'yes']]),
  properties: new Map(),
  warnings: [],
};

const isFull = process.env['HYPERDRIVE_TEST_SCALE'] === 'full';

describe('a sweep that was written as a file', () => {
  it.for(isFull ? configs : configs.slice(0, 2))(
    'is read alike by azure-ai-ml and by us: one %s',
    async ([name, config], context) => {
      const real = clients.real(context);
      const text = writeSweepFile(toSweepDocument(config, run));
      const compared = await compareSubmits(real, clients.own(), { name, text, files: {} });
      expect(compared.differences).toEqual([]);
      expect([compared.real.verdict, compared.own.verdict]).toEqual(['sent', 'sent']);
      const job = jobOf(compared.real);
      expect(job.get('tags')).toEqual(new Map([['owner', 'yes']]));
      expect(job.get('objective')).toEqual(
        new Map([
          ['goal', config.primaryMetricGoal],
          ['primaryMetric', config.primaryMetricName],
        ]),
      );
      const sampling = config.hyperparameterSampling;
      const expressions = sampling.kind === 'unknown' ? new Map() : sampling.toWire().get('parameter_space');
      const searchSpace = job.get('searchSpace');
      const valuesOf = (value: unknown): unknown[] => (value instanceof Map ? [...value.values()] : []);
      expect(valuesOf(searchSpace)).toEqual(valuesOf(expressions));
    },
  );
});
