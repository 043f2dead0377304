import { beforeEach, describe, expect, it } from 'vitest';
import { cloud } from '../__fixtures__/cloud.js';
import { type SweepFolder, sweepFolder } from '../__fixtures__/sweep-folder.js';

const file = `type: sweep
trial: { command: "fit \${{search_space.depth}}" }
search_space: { depth: { type: choice, values: [1] } }
sampling_algorithm: random
objective: { primary_metric: yield, goal: maximize }
limits: { max_total_trials: 6, max_concurrent_trials: 1 }
`;
let files: SweepFolder;
beforeEach(async () => {
  files = await sweepFolder({});
});

describe('the sampling', () => {
  const wireOf = (text: string): unknown =>
    files.parse(file, `sampling_algorithm=${text}`).config.hyperparameterSampling;

  it.each([
    ['Random', { kind: 'random', seed: undefined }],
    ['{ type: random, seed: "7", rule: sobol }', { kind: 'random', seed: 7, rule: 'sobol' }],
    ['{ type: random, seed: , rule: }', { kind: 'random', seed: undefined, rule: undefined }],
    ['{ type: GRID }', { kind: 'grid' }],
    ['{ type: bayesian, seed: 3 }', { kind: 'bayesian' }],
  ])('is read off %s', (text, sampling) => {
    expect(wireOf(text)).toMatchObject(sampling);
  });

  const takes = 'random, grid or bayesian, or a mapping with such a type';
  it.each([
    ['sobol', `sampling_algorithm is "sobol", but takes ${takes}`],
    ['5', `sampling_algorithm is 5, but takes ${takes}`],
    ['[a]', `sampling_algorithm is a list of 1, but takes ${takes}`],
    ['{ seed: 1 }', `sampling_algorithm.type is missing, but takes ${takes}`],
    ['{ type: 5 }', `sampling_algorithm.type is 5, but takes ${takes}`],
    ['{ type: random, seed: many }', 'sampling_algorithm.seed is "many", but takes a whole number'],
  ])('is refused where it is %s', (text, problem) => {
    const override = `sampling_algorithm=${text}`;
    expect(files.problemsOf(file, override)).toEqual([`--set ${override}: ${problem}`]);
  });

  it.each([
    ['{ type: grid, seed: 1, rule: sobol, logbase: e }', 'grid', ['seed', 'rule', 'logbase']],
    ['{ type: grid, seed: many }', 'grid', ['seed']],
    ['{ type: bayesian, rule: sobol, logbase: e }', 'bayesian', ['rule', 'logbase']],
  ])('is told which of its keys are in vain: %s', (text, type, keys) => {
    const override = `sampling_algorithm=${text}`;
    expect(files.warningsOf(file, override).filter((warning) => warning.startsWith('--set'))).toEqual(
      keys.map(
        (key) => `--set ${override}: sampling_algorithm.${key} has no effect with ${type}, where Azure ML refuses it`,
      ),
    );
  });
});

describe('choices that scripts get as they are written', () => {
  const textsOf = (values: string): unknown => {
    const { runConfig } = files.parse(file, `search_space.depth={ type: choice, values: ${values} }`).config;
    return [...(runConfig?.valueTexts?.get('depth') ?? [])];
  };

  it.each([
    ['[1, 2, a, "2.0", true, null]', []],
    ['[1.0, 1, 1.00]', [['1', '1.0']]],
    ['[1, 1.0]', []],
    [
      '[.5, 1., +2]',
      [
        ['0.5', '.5'],
        ['1', '1.'],
        ['2', '+2'],
      ],
    ],
    ['[[.5, 1., +2, 1.50]]', [['[0.5,1,2,1.5]', '[0.5,1,2,1.50]']]],
    ['[{ a: 1.0, "b c": [2.0, x, true] }]', [['{"a":1,"b c":[2,"x",true]}', '{"a":1.0,"b c":[2.0,"x",true]}']]],
    ['[010, 0x1F]', []],
    ['[{ a: .5, b: [+2] }]', []],
    ['["1.0", 1.0]', [['1', '1.0']]],
  ])('are %s', (values, texts) => {
    expect(textsOf(values)).toEqual(texts);
  });

  it('have none of their own where all are as they would be written anyway', () => {
    expect(files.parse(file).config.runConfig).not.toHaveProperty('valueTexts');
  });
});

describe('the limits', () => {
  it.each([
    ['1', 1],
    ['2592000', 2_592_000],
    ['0.5', 0.5],
    ['"60"', 60],
  ])('have a timeout of %s seconds', (text, seconds) => {
    expect(files.parse(file, `limits.timeout=${text}`).config.maxDurationSeconds).toBe(seconds);
  });

  it.each([
    ['limits.timeout=2592001', 'limits.timeout is 2592001, but takes a number of seconds of at most 2592000 (30 days)'],
    ['limits.timeout=0', 'limits.timeout is 0, but takes a number of seconds above 0'],
    ['limits.timeout=-1', 'limits.timeout is -1, but takes a number of seconds above 0'],
    ['limits.timeout=soon', 'limits.timeout is "soon", but takes a number of seconds above 0'],
    ['limits.max_total_trials=few', 'limits.max_total_trials is "few", but takes a whole number'],
    ['limits=[1]', 'limits is a list of 1, but takes a mapping'],
  ])('are refused where they are %s', (override, problem) => {
    expect(files.problemsOf(file, override)).toEqual([`--set ${override}: ${problem}`]);
  });
});

describe('what a sweep is called', () => {
  it('is its display name, else its name, which is no id here', () => {
    const text = `${file}name: beet_7\n`;
    expect(files.parse(text).displayName).toBe('beet_7');
    expect(files.parse(text, 'display_name=Beets').displayName).toBe('Beets');
    expect(files.warningsOf(text)).toEqual([
      'sweep.yml:7:1: name is no id here: the sweep is given one of its own, and is called so where no display_name is',
    ]);
  });

  it('has tags and properties as text', () => {
    const { tags, properties } = files.parse(file, 'tags={ a: 1, b: true, c: , d: x }', 'properties={ e: 0.5 }');
    expect([[...tags], [...properties]]).toEqual([
      [
        ['a', '1'],
        ['b', 'true'],
        ['c', ''],
        ['d', 'x'],
      ],
      [['e', '0.5']],
    ]);
  });

  it.each([
    ['name=5', 'name is 5, but takes a name'],
    ['name=" "', 'name is " ", but takes a name'],
    ['experiment_name=5', 'experiment_name is 5, but takes a name'],
    ['display_name=5', 'display_name is 5, but takes text'],
    ['description=[a]', 'description is a list of 1, but takes text'],
    ['tags=a', 'tags is "a", but takes a mapping of tags'],
    ['properties=a', 'properties is "a", but takes a mapping of properties'],
    ['tags={ a: [b], c: { d: 1 } }', 'tags.a is a list of 1, but takes text', 'tags.c is a mapping, but takes text'],
  ])('is refused where it is %s', (override, ...problems) => {
    expect(files.problemsOf(file, override)).toEqual(problems.map((problem) => `--set ${override}: ${problem}`));
  });
});

describe('the objective', () => {
  it.each([
    ['{ primary_metric: " ", goal: Maximize }', 'objective.primary_metric is " ", but takes the name of a metric'],
    ['{ goal: minimize }', 'objective.primary_metric is missing, but takes the name of a metric'],
    ['{ primary_metric: loss, goal: max }', 'objective.goal is "max", but takes maximize or minimize'],
    ['loss', 'objective is "loss", but takes a mapping with primary_metric and goal'],
  ])('is refused where it is %s', (text, problem) => {
    const override = `objective=${text}`;
    expect(files.problemsOf(file, override)).toEqual([`--set ${override}: ${problem}`]);
  });
});

describe('where a sweep runs', () => {
  it.each([
    ['" azureml:big "', 'big'],
    ['AzureML:big', 'big'],
    ['not-azureml:big', 'not-azureml:big'],
    ['azureml:/subscriptions/s/computes/c', 'azureml:/subscriptions/s/computes/c'],
  ])('is the compute %s by its name', async (compute, name) => {
    const onCloud = await sweepFolder({}, cloud);
    expect(onCloud.parse(file, `compute=${compute}`).config.runConfig?.target).toBe(name);
  });

  it('is an environment without the blanks around its name', async () => {
    const onCloud = await sweepFolder({}, cloud);
    expect(onCloud.parse(file, 'trial.environment=" azureml:a:1 "').config.runConfig?.environment).toEqual({
      type: 'reference',
      name: 'azureml:a:1',
    });
    expect(onCloud.problemsOf(file, 'trial.environment=5')).toEqual([
      '--set trial.environment=5: trial.environment is 5, but takes azureml:NAME:VERSION, azureml:NAME@latest, or a mapping',
    ]);
  });

  it.each([
    ['compute', 'trial.compute=big'],
    ['environment', 'environment=azureml:a:1'],
  ])('is said of a misplaced %s only where the target chooses none', async (key, override) => {
    const here = files.warningsOf(file, override).filter((warning) => warning.includes('has no effect here'));
    expect(here).toEqual([`--set ${override}: ${override.replace(/=.*/, '')} has no effect here: it is a test`]);
    const onCloud = await sweepFolder({}, cloud);
    const there = onCloud.warningsOf(file, override).filter((warning) => warning.includes('is not a known key'));
    expect([key, there.length]).toEqual([key, 1]);
  });
});
