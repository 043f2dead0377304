import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json-value.js';
import {
  lognormal,
  loguniform,
  normal,
  qlognormal,
  qloguniform,
  qnormal,
  quniform,
  randint,
  uniform,
} from '../model/numeric-expressions.js';
import type { ParameterExpression } from '../model/parameter-expression.js';
import {
  BayesianParameterSampling,
  GridParameterSampling,
  type HyperparameterSampling,
  RandomParameterSampling,
} from '../model/sampling.js';
import type { SweepDocumentNote } from './document-notes.js';
import { toSampling, toSearchSpace } from './search-space-section.js';

interface Noted<Section> {
  readonly section: Section;
  readonly notes: readonly SweepDocumentNote[];
}

function spaceOf(expression: ParameterExpression): Noted<JsonObject> {
  const notes: SweepDocumentNote[] = [];
  const names = new Map([['--x', 'x']]);
  const space = new Map([['--x', expression]]);
  return { section: toSearchSpace(space, names, (path, message) => notes.push({ path, message })), notes };
}

describe('the search_space of a file', () => {
  it.each<[ParameterExpression, Record<string, unknown>]>([
    [randint(4), { type: 'randint', upper: 4 }],
    [randint(2n ** 60n), { type: 'randint', upper: 2n ** 60n }],
    [uniform(0, 1), { type: 'uniform', min_value: 0, max_value: 1 }],
    [quniform(0, 1, 0.5), { type: 'quniform', min_value: 0, max_value: 1, q: 0.5 }],
    [loguniform(-3, 1), { type: 'loguniform', min_value: -3, max_value: 1 }],
    [qloguniform(-3, 1, 2), { type: 'qloguniform', min_value: -3, max_value: 1, q: 2 }],
    [normal(1, 2), { type: 'normal', mu: 1, sigma: 2 }],
    [qnormal(1, 2, 3), { type: 'qnormal', mu: 1, sigma: 2, q: 3 }],
    [lognormal(1, 2), { type: 'lognormal', mu: 1, sigma: 2 }],
    [qlognormal(1, 2, 3), { type: 'qlognormal', mu: 1, sigma: 2, q: 3 }],
    [
      { kind: 'choice', values: ['a', 2, 3n] },
      { type: 'choice', values: ['a', 2, 3n] },
    ],
  ])('has an expression under the name that files take, without a note: %#', (expression, expected) => {
    expect(spaceOf(expression)).toEqual({ section: new Map([['x', new Map(Object.entries(expected))]]), notes: [] });
  });

  it('keeps a name that files take', () => {
    expect([...toSearchSpace(new Map([['lr', randint(2)]]), new Map(), () => {}).keys()]).toEqual(['lr']);
  });

  it('lacks, with a note, what is not known', () => {
    expect(spaceOf({ kind: 'unknown', raw: ['zipf', [1]] })).toEqual({
      section: new Map(),
      notes: [{ path: 'search_space.x', message: 'is missing: the sweep does not say it in a form that is known' }],
    });
  });

  it.each([[null], [true], [Number.NaN], [Number.POSITIVE_INFINITY], [[1]]])(
    'has the value %j of a choice, and a note that Azure ML refuses it',
    (value) => {
      expect(spaceOf({ kind: 'choice', values: ['a', value] })).toEqual({
        section: new Map([
          [
            'x',
            new Map<string, unknown>([
              ['type', 'choice'],
              ['values', ['a', value]],
            ]),
          ],
        ]),
        notes: [
          {
            path: 'search_space.x',
            message: "has values that Azure ML's tool refuses in a file: it takes text and numbers",
          },
        ],
      });
    },
  );

  it('keeps a list in a value of a choice that is no expression', () => {
    const { section } = spaceOf({ kind: 'choice', values: [new Map([['layers', [3, 4]]])] });
    expect(section.get('x')).toEqual(
      new Map<string, unknown>([
        ['type', 'choice'],
        ['values', [new Map([['layers', [3, 4]]])]],
      ]),
    );
  });
});

function samplingOf(sampling: HyperparameterSampling): Noted<unknown> {
  const notes: SweepDocumentNote[] = [];
  const section = toSampling(sampling, (path, message) => notes.push({ path, message }));
  return { section: section instanceof Map ? Object.fromEntries(section) : section, notes };
}

describe('the sampling_algorithm of a file', () => {
  const space = { x: uniform(0, 1) };

  it.each<[HyperparameterSampling, unknown]>([
    [new RandomParameterSampling(space), 'random'],
    [new RandomParameterSampling(space, { seed: 0 }), { type: 'random', seed: 0 }],
    [new RandomParameterSampling(space, { rule: 'sobol' }), { type: 'random', rule: 'sobol' }],
    [
      new RandomParameterSampling(space, { logbase: 'e', rule: 'random', seed: 2 }),
      { type: 'random', rule: 'random', seed: 2, logbase: 'e' },
    ],
    [new GridParameterSampling({ x: { kind: 'choice', values: [1] } }), 'grid'],
    [new BayesianParameterSampling(space), 'bayesian'],
  ])('says all that the sampling says, without a note: %#', (sampling, expected) => {
    expect(samplingOf(sampling)).toEqual({ section: expected, notes: [] });
  });

  it('has no seed of a bayesian sampling, and says so', () => {
    expect(samplingOf(new BayesianParameterSampling(space, { seed: 7 }))).toEqual({
      section: 'bayesian',
      notes: [{ path: 'sampling_algorithm', message: 'has no seed, which was 7: Azure ML takes none with bayesian' }],
    });
  });
});
