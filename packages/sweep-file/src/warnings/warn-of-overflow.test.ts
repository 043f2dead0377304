import { expect, it } from 'vitest';
import { sweepFolder } from '../__fixtures__/sweep-folder.js';

const file = `type: sweep
trial: { command: "fit \${{search_space.a}} \${{search_space.b}} \${{search_space.c}} \${{search_space.d}} \${{search_space.e}}" }
search_space:
  a: { type: loguniform, min_value: 0, max_value: 709 }
  b: { type: loguniform, min_value: 1, max_value: 1000 }
  c: { type: qloguniform, min_value: 1, max_value: 710, q: 1 }
  d: { type: lognormal, mu: 2, sigma: 1 }
  e: { type: qlognormal, mu: 5000, sigma: 1, q: 10 }
objective: { primary_metric: yield, goal: maximize }
sampling_algorithm: random
limits: { max_total_trials: 6, max_concurrent_trials: 1 }
`;

it('warns of exponents whose power is no number, as somebody wrote the bounds themselves', async () => {
  const files = await sweepFolder({});
  expect(files.warningsOf(file)).toEqual([
    'sweep.yml:5:40: search_space.b.max_value is an exponent of e, and e^1000 is Infinity: for values up to 1000 write 6.9078',
    'sweep.yml:6:41: search_space.c.max_value is an exponent of e, and e^710 is Infinity: for values up to 710 write 6.5653',
    'sweep.yml:8:26: search_space.e.mu is an exponent of e, and e^5000 is Infinity: for values around 5000 write 8.5172',
  ]);
});

it.each([
  [
    '{ type: lognormal, mu: 800, sigma: 1 }',
    ['mu is an exponent of e, and e^800 is Infinity: for values around 800 write 6.6846'],
  ],
  ['{ type: qlognormal, mu: 709, sigma: 1, q: 1 }', []],
  ['{ type: normal, mu: 800, sigma: 1 }', []],
  ['{ type: uniform, min_value: 1, max_value: 800 }', []],
  ['{ type: randint, upper: 800 }', []],
])('has for %s the warnings %j', async (expression, expected) => {
  const files = await sweepFolder({});
  const override = `search_space.a=${expression}`;
  const own = ['b', 'c', 'e'].map((name) => `search_space.${name}={ type: choice, values: [1] }`);
  expect(files.warningsOf(file, override, ...own)).toEqual(
    expected.map((message) => `--set ${override}: search_space.a.${message}`),
  );
});
