import { beforeEach, describe, expect, it } from 'vitest';
import { type SweepFolder, sweepFolder } from '../__fixtures__/sweep-folder.js';

const base = `type: sweep
trial:
  command: python fit.py --depth \${{search_space.depth}}
  environment: azureml:orchard@latest
sampling_algorithm: random
search_space:
  depth: { type: choice, values: [1, 2] }
objective: { goal: minimize, primary_metric: loss }
limits: { max_total_trials: 4, max_concurrent_trials: 1 }
`;

let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({ 'trial.yml': 'command: python fit.py ${{search_space.depth}}\nenvironment: 5\ncode:\n' });
});

/** What only Azure ML's client refuses, as `path: why`. */
const refusedOf = (...overrides: readonly string[]): readonly string[] =>
  files.parse(base, ...overrides).warnings.flatMap(({ path, message }) => {
    const [, why] = /^is no fault for this machine, but Azure ML's own client refuses this: (.*)$/.exec(message) ?? [];
    return why === undefined ? [] : [`${path}: ${why}`];
  });

const names = 'its names are letters, digits and _, no digit first';
const choices = 'its choices are numbers, text or mappings';
const quotes = 'it takes text, so put it into quotes';
const leaveOut = 'a key without a value is to be left out there';
const takesEnvironment = 'it takes azureml:NAME:VERSION, azureml:NAME@latest or a mapping';
const takesTier = 'it takes spot, basic, standard, premium, null';
const takesDistribution = 'it takes mpi, tensorflow, pytorch, ray';

describe("what Azure ML's client refuses of a sweep file that runs here", () => {
  it('is nothing of a plain one', () => {
    expect(refusedOf()).toEqual([]);
  });

  it.each([
    ['type=Sweep', ['type: it takes "sweep" in small letters']],
    ['trial=trial.yml', ['trial: it takes a mapping for a trial, and no file']],
    ['trial.inputs={}', ['trial.inputs: its trials have no inputs']],
    ['trial.type=command', ['trial.type: its trials have no type']],
    ['search_space.a-b={ type: choice, values: [1] }', [`search_space.a-b: ${names}`]],
    ['search_space["2a"]={ type: choice, values: [1] }', [`search_space["2a"]: ${names}`]],
    ['search_space.größe={ type: choice, values: [1] }', [`search_space.größe: ${names}`]],
    ['inputs={ a-b: 3, _c1: 4, D: 5 }', [`inputs.a-b: ${names}`]],
    ['tags={ year: 2026, a: x, b: , c: true }', [`tags.year: ${quotes}`, `tags.c: ${quotes}`]],
    ['properties={ final: true }', [`properties.final: ${quotes}`]],
    [
      'search_space.depth.values=[true, 1, null, [1], a, { b: 1 }, 0.5]',
      [
        `search_space.depth.values[0]: ${choices}`,
        `search_space.depth.values[2]: ${choices}`,
        `search_space.depth.values[3]: ${choices}`,
      ],
    ],
    ['sampling_algorithm={ type: Bayesian, seed: 1 }', ['sampling_algorithm.seed: it takes none for bayesian']],
    ['sampling_algorithm={ type: bayesian }', []],
    ['sampling_algorithm={ type: random, seed: 1 }', []],
    [
      'early_termination={ type: None }',
      ['early_termination.type: without early termination the key is left out there'],
    ],
    ['early_termination={ type: median_stopping }', []],
    ['compute=local', ['compute: its sweeps do not run on local']],
    [
      'trial.compute=local',
      ['trial.compute: its trials have no compute', 'trial.compute: its sweeps do not run on local'],
    ],
  ])('is said with its place and why: %s', (override, expected) => {
    expect(refusedOf(override).toSorted()).toEqual(expected.toSorted());
  });

  it.each([
    ['orchard', [takesEnvironment]],
    ['5', [takesEnvironment]],
    ['azureml:orchard', [takesEnvironment]],
    ['azureml:', [takesEnvironment]],
    ['azureml:orchard:', [takesEnvironment]],
    ['"my azureml:orchard:2"', [takesEnvironment]],
    ['azureml:orchard:2', []],
    ['azureml:orchard@latest', []],
    ['azureml:AzureML-sklearn', []],
    ['azureml:/subscriptions/s', []],
    ['{ image: python }', []],
  ])('is the environment %s', (environment, expected) => {
    expect(refusedOf(`trial.environment=${environment}`)).toEqual(expected.map((why) => `trial.environment: ${why}`));
  });

  it.each([
    ['queue_settings={ job_tier: gold }', [`queue_settings.job_tier: ${takesTier}`]],
    ['queue_settings={ job_tier: 5 }', [`queue_settings.job_tier: ${takesTier}`]],
    ...['Spot', 'basic', 'standard', 'premium', '"null"'].map((tier): [string, string[]] => [
      `queue_settings={ job_tier: ${tier} }`,
      [],
    ]),
    ['queue_settings={ job_tier: [a] }', []],
    ['queue_settings={ priority: high }', []],
    ['queue_settings=spot', []],
    ['trial.distribution={ type: smoke }', [`trial.distribution.type: ${takesDistribution}`]],
    ['trial.distribution={ type: 5 }', [`trial.distribution.type: ${takesDistribution}`]],
    ...['MPI', 'tensorflow', 'PyTorch', 'ray'].map((type): [string, string[]] => [
      `trial.distribution={ type: ${type} }`,
      [],
    ]),
    ['trial.distribution={ type: { a: 1 } }', []],
  ])('is a word that it does not know: %s', (override, expected) => {
    expect(refusedOf(override)).toEqual(expected);
  });

  it.each(['many', '1x', 'x1', '1.5x', '1 2', '--1', 'true', '""', '1e3x'])('is the number of machines %s', (count) => {
    expect(refusedOf(`resources={ instance_count: ${count} }`)).toEqual([
      'resources.instance_count: it takes a whole number',
    ]);
  });

  it.each(['1', '12', '"12"', '" 12 "', '-3', '"+3"', '1.5', '"12."', '1.25', '', '[1]'])(
    'is not the number of machines %s',
    (count) => {
      expect(refusedOf(`resources={ instance_count: ${count} }`)).toEqual([]);
    },
  );
});

describe('a key without a value', () => {
  it('is refused by it in the sweep, in some of its sections, and in the trial', () => {
    const text = `${base.replace(/^limits.*$/m, '')}limits: { max_total_trials: 4, max_concurrent_trials: , timeout: }
early_termination: { type: bandit, slack_factor: 1, delay_evaluation: }
inputs:
compute:
tags: { a: }
`
      .replace('sampling_algorithm: random', 'sampling_algorithm: { type: random, seed: }')
      .replace('trial:\n', 'trial:\n  code:\n');
    const paths = files.parse(text).warnings.flatMap(({ path, message }) => (message.endsWith(leaveOut) ? [path] : []));
    expect(paths).toEqual([
      'trial.code',
      'sampling_algorithm.seed',
      'limits.max_concurrent_trials',
      'limits.timeout',
      'early_termination.delay_evaluation',
      'inputs',
      'compute',
    ]);
  });

  it('is none of its business in a component, whose places it never sees', () => {
    expect(refusedOf('trial=trial.yml')).toEqual(['trial: it takes a mapping for a trial, and no file']);
  });

  it('has a warning of its own where it is the number of trials', () => {
    const text = base.replace(/^limits.*$/m, 'limits: { max_total_trials: , max_concurrent_trials: 1 }');
    expect(files.parse(text).warnings.filter(({ message }) => message.endsWith(leaveOut))).toEqual([]);
    const none = base.replace(/^limits.*$/m, 'limits:');
    expect(files.parse(none).warnings.filter(({ message }) => message.endsWith(leaveOut))).toEqual([]);
  });
});
