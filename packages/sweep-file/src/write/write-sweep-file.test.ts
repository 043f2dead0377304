import {
  BanditPolicy,
  BayesianParameterSampling,
  choice,
  GridParameterSampling,
  HyperDriveConfig,
  MedianStoppingPolicy,
  qloguniform,
  qnormal,
  RandomParameterSampling,
  randint,
  TruncationSelectionPolicy,
  uniform,
} from '@hyperdrive-run/core/config';
import { toSweepDocument } from '@hyperdrive-run/core/internal-config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cloud } from '../__fixtures__/cloud.js';
import { parseSweepFile } from '../parse-sweep-file.js';
import { readYaml11 } from '../yaml/yaml-1-1/read-yaml-1-1.js';
import { readYaml } from '../yaml/yaml-source.js';
import { writeSweepFile } from './write-sweep-file.js';

const written = (value: JsonValue): string =>
  writeSweepFile({ document: new Map([['value', value]]), valueTexts: new Map(), notes: [] });

const reread = (text: string): HyperDriveConfig => parseSweepFile(text, { path: 'sweep.yml', target: cloud }).config;

const command = 'python train.py --lr ${{search_space.lr}}';
const common = { primaryMetricName: 'acc', primaryMetricGoal: 'maximize', maxTotalRuns: 4 } as const;
const environment = { type: 'reference', name: 'azureml:sklearn:3' } as const;
const runConfig = { command, environment, target: 'cpu', inputs: new Map() } as const;

describe('a written sweep file', () => {
  const space = new RandomParameterSampling({ lr: uniform(0.1, 1) });
  it.each<[string, HyperDriveConfig]>([
    ['a plain one', new HyperDriveConfig({ ...common, runConfig, hyperparameterSampling: space })],
    [
      'every kind of hyperparameter that is no list',
      new HyperDriveConfig({
        ...common,
        runConfig,
        hyperparameterSampling: new RandomParameterSampling(
          {
            lr: choice(1, 2.5, 'yes', '1e3', '', 'a: b #c'),
            n: randint(10),
            q: qloguniform(-7, 0, 1e-7),
            g: qnormal(0, 2, 1),
          },
          { rule: 'sobol', seed: 7, logbase: 'e' },
        ),
        policy: new BanditPolicy({ slackFactor: 0.1, evaluationInterval: 2, delayEvaluation: 3 }),
      }),
    ],
    [
      'an amount, times and several at once',
      new HyperDriveConfig({
        ...common,
        primaryMetricGoal: 'minimize',
        maxConcurrentRuns: 2,
        maxDurationSeconds: 5400.5,
        runConfig: { ...runConfig, maxDurationSeconds: 300, environmentVariables: new Map([['N', '01']]) },
        hyperparameterSampling: space,
        policy: new BanditPolicy({ slackAmount: 2 }),
      }),
    ],
    [
      'a grid with inputs and outputs',
      new HyperDriveConfig({
        ...common,
        runConfig: {
          ...runConfig,
          command: `${command} --data \${{inputs.data}} --n \${{inputs.n}} --out \${{outputs.model}}\n  && echo done`,
          inputs: new Map([
            ['data', { type: 'uri_file', path: 'azureml:iris:1' }],
            ['n', { type: 'literal', value: 3 }],
          ]),
          outputs: new Map([['model', { type: 'mlflow_model' }]]),
        },
        hyperparameterSampling: new GridParameterSampling({ lr: choice(0.1, 0.25) }),
        policy: new MedianStoppingPolicy({ delayEvaluation: 5 }),
      }),
    ],
    [
      'a Bayesian one',
      new HyperDriveConfig({
        ...common,
        runConfig,
        hyperparameterSampling: new BayesianParameterSampling({ lr: uniform(0, 1) }),
      }),
    ],
    [
      'truncation selection',
      new HyperDriveConfig({
        ...common,
        runConfig,
        hyperparameterSampling: space,
        policy: new TruncationSelectionPolicy({ truncationPercentage: 40 }),
      }),
    ],
  ])('is read back as the config that it was written from: %s', (_title, config) => {
    const { policy: read, ...others } = reread(writeSweepFile(toSweepDocument(config)));
    const { policy, ...own } = config;
    expect({ ...others }).toEqual({ ...own });
    expect(read.toWire()).toEqual(policy.toWire());
  });

  it('keeps the form of numbers that scripts are handed as they were written', () => {
    const text = `type: sweep
trial: { command: 'train \${{search_space.lr}}', environment: 'azureml:e:1' }
compute: azureml:cpu
search_space: { lr: { type: choice, values: [1.0, 2, 0.10] } }
objective: { primary_metric: acc, goal: maximize }
limits: { max_total_trials: 3 }
`;
    const config = reread(text);
    const again = writeSweepFile(toSweepDocument(config));
    expect(again).toContain('values: [ 1.0, 2, 0.10 ]');
    expect(reread(again).runConfig?.valueTexts).toEqual(config.runConfig?.valueTexts);
  });

  it('says above the document what somebody has to fill in', () => {
    const config = new HyperDriveConfig({ ...common, hyperparameterSampling: space });
    expect(writeSweepFile(toSweepDocument(config))).toMatch(
      /^# trial\.command is missing: .*\.\n# trial\.environment is missing/,
    );
  });

  it('is read as the same text and numbers by both versions of YAML', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        'yes',
        'on',
        '010',
        '1_000',
        '1:30',
        '0o7',
        '1e3',
        '1.5e3',
        '.5',
        '~',
        '',
        '=',
        '<<',
        '2026-01-02',
        '-',
        '? a',
        'a:',
        ' a',
        'a\n',
        'a\n  b',
        '\ta',
        '#',
        "'",
        'null',
        '0x1F',
      ),
      fc.stringMatching(/^[-+0-9.eExo_:~ #\n]{0,8}$/),
    );
    const number = fc.oneof(fc.double(), fc.integer(), fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }));
    fc.assert(
      fc.property(fc.oneof(text, number, fc.boolean(), fc.constant(null)), (value) => {
        const yaml = written(typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value);
        const { value: read, differences, problems } = readYaml(yaml);
        expect(problems).toEqual([]);
        expect(differences).toEqual([]);
        const back = read instanceof Map ? read.get('value') : undefined;
        expect(typeof value === 'bigint' ? BigInt(String(back)) : back).toEqual(value);
      }),
      { numRuns: 500 },
    );
    expect(readYaml11('1e-07').kind).toBe('text');
    expect(written(1e-7)).toBe('value: 1.0e-07\n');
  });
});
