import { beforeEach, describe, expect, it } from 'vitest';
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

/** What is wrong with a hyperparameter, behind its name. */
const faultsOf = (text: string, ...overrides: readonly string[]): readonly string[] => {
  const override = `search_space.depth=${text}`;
  return files
    .problemsOf(file, override, ...overrides)
    .map((problem) => problem.replace(`--set ${override}: search_space.depth`, ''));
};

describe('a hyperparameter of which some is refused', () => {
  it.each([
    ['uniform', 'min_value max_value'],
    ['loguniform', 'min_value max_value'],
    ['quniform', 'min_value max_value q'],
    ['qloguniform', 'min_value max_value q'],
    ['normal', 'mu sigma'],
    ['lognormal', 'mu sigma'],
    ['qnormal', 'mu sigma q'],
    ['qlognormal', 'mu sigma q'],
    ['randint', 'upper'],
  ])('has no fault but for what is refused: %s', (type, words) => {
    const keys = words.split(' ');
    for (const wrong of keys) {
      // Beside the number that stands for what was refused, these would be out of their bounds.
      const written = keys.map((key) => `${key}: ${key === wrong ? 'deep' : key === 'sigma' || key === 'q' ? 1 : -3}`);
      expect(faultsOf(`{ type: ${type}, ${written.join(', ')} }`)).toEqual([
        `.${wrong} is "deep", but takes a finite number`,
      ]);
    }
    expect(faultsOf(`{ type: ${type} }`).toSorted()).toEqual(
      keys.map((key) => `.${key} is missing, but takes a finite number`).toSorted(),
    );
  });

  it('takes part in nothing else, as its values under grid', () => {
    const grid = 'sampling_algorithm=grid';
    expect(faultsOf('{ type: uniform, min_value: deep, max_value: 3 }', grid)).toEqual([
      '.min_value is "deep", but takes a finite number',
    ]);
    expect(faultsOf('{ type: choice, values: 3 }')).toEqual(['.values is 3, but takes a list of values']);
    expect(faultsOf('{ type: choice }')).toEqual(['.values is missing, but takes a list of values']);
  });
});

const types = 'choice, randint, uniform, quniform, loguniform, qloguniform, normal, qnormal, lognormal, qlognormal';

it.each([
  ['3', [' is 3, but takes a mapping with a type, such as { type: uniform, min_value: 0, max_value: 1 }']],
  ['{ values: [1] }', [`.type is missing, but takes one of ${types}`]],
  ['{ type: poisson }', [`.type is "poisson", but takes one of ${types}`]],
  [
    '{ type: uniform, min_value: 2, max_value: 1 }',
    ['.min_value is 2, but takes a number below max_value, which is 1'],
  ],
])('a hyperparameter is refused where it is %s', (text, expected) => {
  expect(faultsOf(text)).toEqual(expected);
});

it('a search space must be a mapping', () => {
  expect(files.problemsOf(file, 'search_space=[1]')[0]).toContain(
    'search_space is a list of 1, but takes a mapping of hyperparameters',
  );
});
