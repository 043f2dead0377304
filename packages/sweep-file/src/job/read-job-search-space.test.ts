import { describe, expect, it } from 'vitest';
import { readJobSections } from '../__fixtures__/read-job-sections.js';

/** A hyperparameter of a job, and what is wrong with it. */
function expressionOf(text: string): readonly [unknown, readonly string[]] {
  const { job, problems } = readJobSections({ search_space: `{ depth: ${text} }` });
  return [job.searchSpace.get('depth'), problems];
}

describe('a hyperparameter of a job', () => {
  it.each<[string, unknown]>([
    ['{ type: uniform, min_value: 1, max_value: 2.0 }', ['uniform', [1n, 2]]],
    ['{ max_value: " 2 ", type: LogUniform, min_value: "1e-3" }', ['loguniform', [0.001, 2]]],
    ['{ type: QUniform, q: 2, max_value: 9, min_value: 1 }', ['quniform', [1n, 9n, 2n]]],
    ['{ type: qloguniform, min_value: 0, max_value: 4, q: 0.5 }', ['qloguniform', [0n, 4n, 0.5]]],
    ['{ type: normal, sigma: 1.5, mu: 0 }', ['normal', [0n, 1.5]]],
    ['{ type: lognormal, mu: -1, sigma: 1 }', ['lognormal', [-1n, 1n]]],
    ['{ type: qnormal, mu: 10, sigma: 2, q: 1 }', ['qnormal', [10n, 2n, 1n]]],
    ['{ type: qlognormal, mu: 0, sigma: 1, q: 1 }', ['qlognormal', [0n, 1n, 1n]]],
    ['{ type: RandInt, upper: "10" }', ['randint', [10n]]],
    ['{ type: randint, upper: 10.9 }', ['randint', [10n]]],
    [
      '{ type: choice, values: [1, 1.0, "1", a, 12345678901234567890] }',
      ['choice', [[1n, 1, '1', 'a', 12_345_678_901_234_567_890n]]],
    ],
    ['{ type: choice, values: [] }', ['choice', [[]]]],
    ['{ type: choice }', ['choice', [[]]]],
    [
      '{ type: choice, values: [{ rain: "3", soil: clay, sun: 1 }] }',
      [
        'choice',
        [
          [
            new Map<string, unknown>([
              ['rain', 3],
              ['soil', 'clay'],
              ['sun', 1n],
            ]),
          ],
        ],
      ],
    ],
    [
      '{ type: choice, values: [{ rain: { type: randint, upper: 3 }, sun: { type: choice, values: [{ a: x }] } }] }',
      [
        'choice',
        [
          [
            new Map<string, unknown>([
              ['rain', ['randint', [3n]]],
              ['sun', ['choice', [[new Map([['a', 'x']])]]]],
            ]),
          ],
        ],
      ],
    ],
  ])('is sent in the form that it has: %s', (text, expression) => {
    expect(expressionOf(text)).toEqual([expression, []]);
  });

  const types =
    'one of choice, randint, uniform, loguniform, quniform, qloguniform, normal, lognormal, qnormal, qlognormal';
  const unknown = 'is a key that Azure ML does not know';
  it.each([
    ['5', undefined, [' is 5, but takes a mapping']],
    ['{ values: [1] }', undefined, [`.type is missing, but takes ${types}`]],
    ['{ type: poisson }', undefined, [`.type is "poisson", but takes ${types}`]],
    ['{ type: choice, upper: 1 }', ['choice', [[]]], [`.upper ${unknown}, but takes one of type, values`]],
    ['{ type: choice, values: 3 }', ['choice', [[]]], ['.values is 3, but takes a list of values']],
    [
      '{ type: choice, values: [true, null, [1], .inf] }',
      ['choice', [[]]],
      [
        '.values[0] is true, but takes numbers, text or mappings',
        '.values[1] is without a value, but takes numbers, text or mappings',
        '.values[2] is a list of 1, but takes numbers, text or mappings',
        '.values[3] is Infinity, but takes numbers, text or mappings',
      ],
    ],
    [
      '{ type: choice, values: [{ a: true, b: [1, 2], c: { type: smoke } }] }',
      ['choice', [[new Map()]]],
      [
        '.values[0].a is true, but takes a number, text or a distribution',
        '.values[0].b is a list of 2, but takes a number, text or a distribution',
        `.values[0].c.type is "smoke", but takes ${types}`,
      ],
    ],
    [
      '{ type: randint, values: [1] }',
      undefined,
      [`.values ${unknown}, but takes one of type, upper`, '.upper is missing, but takes a whole number'],
    ],
    ['{ type: randint, upper: many }', undefined, ['.upper is "many", but takes a whole number']],
    [
      '{ type: uniform, min_value: 1, q: 1 }',
      ['uniform', [1n]],
      [`.q ${unknown}, but takes one of type, min_value, max_value`, '.max_value is missing, but takes a number'],
    ],
    [
      '{ type: qnormal, mu: low, sigma: , q: true }',
      ['qnormal', []],
      [
        '.mu is "low", but takes a number',
        '.sigma is without a value, but takes a number',
        '.q is true, but takes a number',
      ],
    ],
  ])('is refused where it is %s', (text, expression, expected) => {
    const [read, problems] = expressionOf(text);
    expect(problems).toEqual(expected.map((words) => `search_space.depth${words}`));
    expect(read).toEqual(expression);
  });
});

describe('the search space of a job', () => {
  it.each([
    [undefined, 'search_space is missing, but takes a mapping'],
    ['[a]', 'search_space is a list of 1, but takes a mapping'],
    ['', 'search_space is without a value, but takes a mapping'],
  ])('is refused where it is %s', (text, problem) => {
    const { job, problems } = readJobSections({ search_space: text });
    expect([job.searchSpace, problems]).toEqual([new Map(), [problem]]);
  });

  it.each(['a-b', '2a', 'größe', '', 'a b'])('is refused with the name %j', (name) => {
    const { problems } = readJobSections({ search_space: `{ "${name}": { type: choice, values: [1] } }` });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(
      `is "${name}", but takes a name of letters from a to z, digits and _, that begins with no digit`,
    );
  });

  it.each(['_a1', 'A', 'aB_2'])('takes the name %s', (name) => {
    const { job, problems } = readJobSections({ search_space: `{ ${name}: { type: choice, values: [1] } }` });
    expect([[...job.searchSpace.keys()], problems]).toEqual([[name], []]);
  });
});
