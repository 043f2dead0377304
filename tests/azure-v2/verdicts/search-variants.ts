import type { SweepSections } from '../files/sweep-sections.js';
import type { Variant } from './variant.js';

/** Ways to say how points are chosen. */
export const samplings: readonly Variant[] = [
  ['no sampling', { sampling_algorithm: '' }],
  ['a sampling in capitals', { sampling_algorithm: 'sampling_algorithm: Random' }],
  ['grid with a uniform', { sampling_algorithm: 'sampling_algorithm: grid' }],
  ['bayesian', { sampling_algorithm: 'sampling_algorithm: bayesian' }],
  ['bayesian with a seed', { sampling_algorithm: 'sampling_algorithm: { type: bayesian, seed: 1 }' }],
  ['a sampling that nobody knows', { sampling_algorithm: 'sampling_algorithm: sobol' }],
  ['a sampling without a value', { sampling_algorithm: 'sampling_algorithm:' }],
  ['a sampling without a type', { sampling_algorithm: 'sampling_algorithm: { seed: 1 }' }],
  ['a seed', { sampling_algorithm: 'sampling_algorithm: { type: random, seed: 7, rule: sobol, logbase: 10 }' }],
  ['a seed that is a fraction', { sampling_algorithm: 'sampling_algorithm: { type: random, seed: 7.9 }' }],
  ['a seed that is text', { sampling_algorithm: 'sampling_algorithm: { type: random, seed: "12" }' }],
  ['a seed that is no number', { sampling_algorithm: 'sampling_algorithm: { type: random, seed: many }' }],
  ['a seed that is a boolean', { sampling_algorithm: 'sampling_algorithm: { type: random, seed: yes }' }],
  ['a negative seed', { sampling_algorithm: 'sampling_algorithm: { type: random, seed: -3 }' }],
  ['the logbase e', { sampling_algorithm: 'sampling_algorithm: { type: random, logbase: e }' }],
  ['a logbase in quotes', { sampling_algorithm: 'sampling_algorithm: { type: random, logbase: "2.5" }' }],
  ['a logbase below 0', { sampling_algorithm: 'sampling_algorithm: { type: random, logbase: -2 }' }],
  ['a rule in capitals', { sampling_algorithm: 'sampling_algorithm: { type: Random, rule: Sobol }' }],
  ['a rule that nobody knows', { sampling_algorithm: 'sampling_algorithm: { type: random, rule: halton }' }],
];

const space = (expression: string): SweepSections => ({ search_space: `search_space:\n  sun: ${expression}` });
/** Search spaces. */
export const spaces: readonly Variant[] = [
  ['choices of every kind', space('{ type: choice, values: [1, 1.0, 2.50, text, "3", 1e3, 1.0e-7, 010, 0x1F] }')],
  ['choices that are booleans', space('{ type: choice, values: [true, false] }')],
  ['choices that YAML 1.1 takes for booleans', space('{ type: choice, values: [on, off] }')],
  ['choices that are nothing', space('{ type: choice, values: [1, null] }')],
  ['choices that are lists', space('{ type: choice, values: [[1, 2]] }')],
  [
    'choices that are mappings',
    space('{ type: choice, values: [{ rain: 1, soil: clay }, { rain: { type: randint, upper: 3 } }] }'),
  ],
  ['choices with numbers in quotes in mappings', space('{ type: choice, values: [{ rain: "3", soil: "1e-3" }] }')],
  ['choices with a boolean in a mapping', space('{ type: choice, values: [{ rain: true }] }')],
  ['a large whole number', space('{ type: choice, values: [12345678901234567890] }')],
  ['not a number', space('{ type: choice, values: [.nan, .inf] }')],
  ['a time of day', space('{ type: choice, values: [1:30, 1_000] }')],
  ['a date as a choice', space('{ type: choice, values: [2026-01-02] }')],
  ['choices that are no list', space('{ type: choice, values: 3 }')],
  ['no choices', space('{ type: choice }')],
  ['an empty choice', space('{ type: choice, values: [] }')],
  ['whole bounds', space('{ type: uniform, min_value: 1, max_value: 2 }')],
  ['bounds in quotes', space("{ type: uniform, min_value: '1e-3', max_value: ' 2 ' }")],
  ['a bound that is text in YAML 1.1', space('{ type: uniform, min_value: 1e-3, max_value: 1e3 }')],
  [
    'bayesian with a normal',
    { ...space('{ type: normal, mu: 0, sigma: 1 }'), sampling_algorithm: 'sampling_algorithm: bayesian' },
  ],
  ['bounds that are the same', space('{ type: uniform, min_value: 1, max_value: 1 }')],
  ['bounds the wrong way round', space('{ type: uniform, min_value: 9, max_value: 1 }')],
  ['a uniform with a q', space('{ type: uniform, min_value: 1, max_value: 9, q: 1 }')],
  ['a bound without end', space('{ type: uniform, min_value: 1, max_value: .inf }')],
  ['a uniform without its maximum', space('{ type: uniform, min_value: 1 }')],
  [
    'every other distribution',
    {
      search_space: `search_space:
  sun: { type: quniform, min_value: 1, max_value: 9, q: 2 }
  b: { type: loguniform, min_value: -6.9, max_value: -1 }
  c: { type: QLogUniform, min_value: 0, max_value: 4, q: 1.0 }
  d: { type: normal, mu: 0, sigma: 1.5 }
  e: { type: qnormal, mu: 10, sigma: 2, q: 1 }
  f: { type: lognormal, mu: 0, sigma: 1 }
  g: { type: qlognormal, mu: 0, sigma: 1, q: 1 }
  h: { type: RandInt, upper: 10.0 }`,
    },
  ],
  ['a q of 0', space('{ type: quniform, min_value: 1, max_value: 9, q: 0 }')],
  ['a sigma below 0', space('{ type: normal, mu: 0, sigma: -1 }')],
  ['a randint to 0', space('{ type: randint, upper: 0 }')],
  ['a randint in quotes', space('{ type: randint, upper: "10" }')],
  ['a distribution that nobody knows', space('{ type: poisson, values: [1] }')],
  ['a distribution without a type', space('{ values: [1] }')],
  ['a hyperparameter that is a number', space('5')],
  ['no hyperparameter', { search_space: 'search_space: {}' }],
  ['no search space', { search_space: '' }],
  ['a name with a dash', { search_space: 'search_space: { a-b: { type: choice, values: [1] } }' }],
  ['a name of other letters', { search_space: 'search_space: { größe: { type: choice, values: [1] } }' }],
  [
    'a name with an underscore',
    { search_space: 'search_space: { sun: { type: choice, values: [1] }, _a1: { type: choice, values: [1] } }' },
  ],
];
