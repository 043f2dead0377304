import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HyperDriveConfig } from '@hyperdrive-run/core/config';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from './__fixtures__/temporary-folder.js';
import { thisMachine } from './__fixtures__/this-machine.js';
import { parseSweepFile, type SweepFile } from './parse-sweep-file.js';
import { SweepFileError } from './sweep-file-error.js';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'data.csv'), '');
});

const parse = (text: string): SweepFile =>
  parseSweepFile(text, { path: join(folder, 'sweep.yml'), target: thisMachine });

/** The problems of a text, as `line:column path is got, but takes ...` without the taken. */
function problemsOf(text: string): string[] {
  try {
    parse(text);
  } catch (error) {
    if (!SweepFileError.isInstance(error)) throw error;
    return error.problems.map(({ line, column, path, got }) => `${line}:${column} ${path} is ${got}`);
  }
  return [];
}

const whole = `
$schema: https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json
type: sweep
experiment_name: iris
display_name: Iris by softmax
description: Which learning rate?
tags: { team: botany, year: 2026 }
trial:
  code: ./src
  command: >-
    node train.mjs --data \${{inputs.data}} --epochs \${{inputs.epochs}}
    --lr \${{search_space.lr}} --batch \${{search_space.batch}}
  environment: azureml:anything@latest
  environment_variables:
    LEVEL: debug
    SIZE: 3
inputs:
  data: { type: uri_file, path: data.csv }
  epochs: 10
compute: azureml:cluster
sampling_algorithm: { type: random, seed: 42 }
search_space:
  lr: { type: loguniform, min_value: -7, max_value: 0 }
  batch: { type: choice, values: [8, 16, 12345678901234567890] }
objective: { primary_metric: accuracy, goal: maximize }
limits: { max_total_trials: 24, max_concurrent_trials: 2, timeout: 90, trial_timeout: 30 }
`;

/** A small right file, with some lines of its own. */
const small = (lines: Readonly<Record<string, string>>): string =>
  Object.entries({
    type: 'sweep',
    trial: '{ command: "train ${{search_space.x}}" }',
    sampling_algorithm: 'random',
    search_space: '{ x: { type: uniform, min_value: 0, max_value: 1 } }',
    objective: '{ primary_metric: loss, goal: minimize }',
    limits: '{ max_total_trials: 4 }',
    ...lines,
  })
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');

describe('a sweep file', () => {
  it('is read as Azure ML writes it, with absolute paths', () => {
    const { config, warnings, ...rest } = parse(whole);
    expect(rest).toEqual({
      experimentName: 'iris',
      displayName: 'Iris by softmax',
      description: 'Which learning rate?',
      tags: new Map([
        ['team', 'botany'],
        ['year', '2026'],
      ]),
      properties: new Map(),
    });
    expect(config.primaryMetric).toEqual({ name: 'accuracy', goal: 'maximize' });
    expect([config.maxTotalRuns, config.maxConcurrentRuns, config.maxDurationMinutes]).toEqual([24, 2, 2]);
    expect(config.maxDurationSeconds).toBe(90);
    expect(config.hyperparameterSampling).toMatchObject({
      kind: 'random',
      seed: 42,
      parameterSpace: new Map([
        ['lr', { kind: 'loguniform', minValue: -7, maxValue: 0 }],
        ['batch', { kind: 'choice', values: [8, 16, 12345678901234567890n] }],
      ]),
    });
    expect(config.runConfig).toEqual({
      command:
        'node train.mjs --data ${{inputs.data}} --epochs ${{inputs.epochs}} --lr ${{search_space.lr}} --batch ${{search_space.batch}}',
      code: join(folder, 'src'),
      environmentVariables: new Map([
        ['LEVEL', 'debug'],
        ['SIZE', '3'],
      ]),
      inputs: new Map([
        ['data', { type: 'uri_file', path: join(folder, 'data.csv') }],
        ['epochs', { type: 'literal', value: 10 }],
      ]),
      maxDurationSeconds: 30,
    });
    expect(warnings.map(({ line, path }) => [line, path])).toEqual([
      [7, 'tags.year'],
      [13, 'trial.environment'],
    ]);
  });

  it('gives a config that can be submitted, and is read back equal', () => {
    const { config } = parse(whole);
    const back = HyperDriveConfig.fromWire(config.toWire());
    expect(back.violations).toEqual([]);
    expect(back.toWire()).toEqual(config.toWire());
    expect(back.runConfig).toEqual(config.runConfig);
  });

  it('that the example runs is right, without a warning', () => {
    const path = fileURLToPath(new URL('../../../examples/iris/sweep.yml', import.meta.url));
    const { config, warnings } = parseSweepFile(readFileSync(path, 'utf8'), { path, target: thisMachine });
    expect([warnings, config.violations, config.maxTotalRuns, config.maxConcurrentRuns]).toEqual([[], [], 24, 2]);
  });

  it('takes every type of the search space', () => {
    const { config } = parse(
      small({
        search_space: `
  a: { type: choice, values: [x, 1.5, true, null] }
  b: { type: randint, upper: 5 }
  x: { type: quniform, min_value: 0, max_value: 10, q: 2 }
  d: { type: qloguniform, min_value: 0, max_value: 3, q: 1 }
  e: { type: normal, mu: 0, sigma: 1 }
  f: { type: qnormal, mu: 0, sigma: 1, q: 1 }
  g: { type: lognormal, mu: 0, sigma: 1 }
  h: { type: qlognormal, mu: 0, sigma: 1, q: 1 }
  "--i": { type: loguniform, min_value: -1e-3, max_value: .5 }`,
      }),
    );
    const { hyperparameterSampling: sampling } = config;
    expect('parameterSpace' in sampling && [...sampling.parameterSpace]).toEqual([
      ['a', { kind: 'choice', values: ['x', 1.5, true, null] }],
      ['b', { kind: 'randint', upper: 5 }],
      ['x', { kind: 'quniform', minValue: 0, maxValue: 10, q: 2 }],
      ['d', { kind: 'qloguniform', minValue: 0, maxValue: 3, q: 1 }],
      ['e', { kind: 'normal', mu: 0, sigma: 1 }],
      ['f', { kind: 'qnormal', mu: 0, sigma: 1, q: 1 }],
      ['g', { kind: 'lognormal', mu: 0, sigma: 1 }],
      ['h', { kind: 'qlognormal', mu: 0, sigma: 1, q: 1 }],
      ['--i', { kind: 'loguniform', minValue: -0.001, maxValue: 0.5 }],
    ]);
  });

  it('may use anchors and merge keys', () => {
    const { config } = parse(
      small({
        search_space: '{ x: &one { type: uniform, min_value: 0, max_value: 1 }, y: { <<: *one, max_value: 2 } }',
      }),
    );
    const { hyperparameterSampling: sampling } = config;
    expect('parameterSpace' in sampling && sampling.parameterSpace.get('y')).toEqual({
      kind: 'uniform',
      minValue: 0,
      maxValue: 2,
    });
  });

  it('takes the total of Azure ML where it names none, and as many at once as there are cores', () => {
    const { config } = parse(
      small({ sampling_algorithm: 'GRID', limits: '', search_space: '{ x: { type: choice, values: [1] } }' }),
    );
    expect([config.maxTotalRuns, config.maxConcurrentRuns]).toEqual([1000, Math.min(100, availableParallelism())]);
    expect(config.hyperparameterSampling.kind).toBe('grid');
  });
});

describe('a wrong sweep file', () => {
  it('has all of its faults listed at once, each with its line, in the order of the file', () => {
    const text = `type: command
trial:
  code: ./nowhere
  command: train \${{search_space.rate}} \${{inputs.nothing}} \${{outputs.model}}
  component: x
inputs:
  data: { type: uri_file, path: https://example.org/data.csv }
  table: { type: csv, path: . }
sampling_algorithm: { type: random, seed: many }
search_space:
  lr: { type: uniform, min_value: a }
  batch: { type: choose, values: [1] }
  size: { type: quniform, min_value: 3, max_value: 1, q: 1 }
  depth: 3
objective: { primary_metric: 5, goal: best }
limits: { max_total_trials: 0, max_concurrent_trials: many, timeout: 0, trial_timeout: 1.5 }
outputs: {}
`;
    expect(problemsOf(text)).toEqual([
      '1:7 type is "command"',
      '3:9 trial.code is ' + join(folder, 'nowhere'),
      '4:12 trial.command is ${{search_space.rate}}',
      '4:12 trial.command is ${{inputs.nothing}}',
      '4:12 trial.command is ${{outputs.model}}',
      '7:33 inputs.data.path is "https://example.org/data.csv"',
      '8:18 inputs.table.type is "csv"',
      '9:43 sampling_algorithm.seed is "many"',
      '11:3 search_space.lr.max_value is missing',
      '11:35 search_space.lr.min_value is "a"',
      '12:18 search_space.batch.type is "choose"',
      '13:38 search_space.size.min_value is 3',
      '14:10 search_space.depth is 3',
      '15:30 objective.primary_metric is 5',
      '15:39 objective.goal is "best"',
      '16:29 limits.max_total_trials is 0',
      '16:55 limits.max_concurrent_trials is "many"',
      '16:70 limits.timeout is 0',
      '16:88 limits.trial_timeout is 1.5',
    ]);
  });

  it('says in its message where each fault is, what it got and what it takes', () => {
    const text = small({ objective: '{ primary_metric: loss, goal: best }' });
    const file = join(folder, 'sweep.yml');
    expect(() => parse(text)).toThrow(`${file}:5:42: objective.goal is "best", but takes maximize or minimize.`);
  });

  it('that lacks parts is refused for each of them', () => {
    expect(problemsOf('type: sweep')).toEqual([
      '1:1 trial is missing',
      '1:1 search_space is missing',
      '1:1 objective is missing',
    ]);
  });

  it('that is not YAML reports the first fault of syntax, and not all that follows from it', () => {
    const text = 'type: sweep\ntrial:\n  command: node "\n  a: 1\n  " x\nlimits: { timeout: 5 }\n';
    expect(problemsOf(text)).toHaveLength(1);
    expect(problemsOf('type: sweep\ntype: sweep\nname: a\nname: b')).toHaveLength(2);
  });

  it('that is not YAML reports where', () => {
    expect(problemsOf('type: sweep\ntrial: {\n')[0]).toMatch(/^3:1 {2}is not YAML: /);
    expect(problemsOf('type: sweep\ntype: sweep')[0]).toMatch(
      /^2:1 {2}is not YAML: this key is in its mapping already/,
    );
    expect(problemsOf('')).toEqual(['1:1  is no mapping']);
    expect(problemsOf('- a\n- b')).toEqual(['1:1  is no mapping']);
    expect(problemsOf('? [a]\n: b')[0]).toContain('a key in it is a list or a mapping');
  });

  it('that expands without end is refused', () => {
    expect(problemsOf('a: &a [*a]')[0]).toContain('nested too deeply');
    const layers = Array.from({ length: 30 }, (_, n) => `l${n}: &l${n} [${n === 0 ? 1 : `*l${n - 1}, *l${n - 1}`}]`);
    expect(problemsOf(layers.join('\n'))[0]).toContain('too large');
  });

  it('is refused with a typed error whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(() => parse(text)).toThrow(SweepFileError);
      }),
    );
    fc.assert(
      fc.property(fc.nat(whole.length), fc.constantFrom('', ' ', ':', '\n', '{', '"', '- '), (at, insert) => {
        const changed = whole.slice(0, at) + insert + whole.slice(at + 1);
        try {
          parse(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(SweepFileError);
        }
      }),
    );
  });
});
