import { describe, expect, it } from 'vitest';
import { parseJson } from '../../json/parse-json.js';
import { writeJson } from '../../json/write-json.js';
import { samplingFromWire } from '../wire/sampling-from-wire.js';
import { choice } from './choice.js';
import { loguniform, quniform, randint, uniform } from './numeric-expressions.js';
import type { ParameterExpression } from './parameter-expression.js';
import { BayesianParameterSampling, GridParameterSampling, RandomParameterSampling } from './sampling.js';

describe('a parameter sampling', () => {
  it('writes the generator_config that the Python class writes', () => {
    expect(writeJson(new RandomParameterSampling({ lr: uniform(0, 1) }).toWire())).toBe(
      '{"name":"RANDOM","parameter_space":{"lr":["uniform",[0,1]]}}',
    );
    expect(writeJson(new GridParameterSampling({ '--c': choice(1, 2) }).toWire())).toBe(
      '{"name":"GRID","parameter_space":{"--c":["choice",[[1,2]]]}}',
    );
    expect(writeJson(new BayesianParameterSampling({ n: quniform(0, 9, 3) }).toWire())).toBe(
      '{"name":"BayesianOptimization","parameter_space":{"n":["quniform",[0,9,3]]}}',
    );
  });

  it('keeps the order of a Map, and a hyperparameter named __proto__', () => {
    const space = new Map<string, ParameterExpression>([
      ['2', choice(1)],
      ['__proto__', choice(2)],
      ['1', choice(3)],
    ]);
    expect([...new GridParameterSampling(space).parameterSpace.keys()]).toEqual(['2', '__proto__', '1']);
  });

  it('does not follow a Map that the caller changes later', () => {
    const space = new Map([['a', choice(1)]]);
    const sampling = new GridParameterSampling(space);
    space.clear();
    expect(sampling.parameterSpace.size).toBe(1);
  });

  it('writes seed, rule, logbase and whatever other properties are given', () => {
    const properties = new Map([['space_size', 9]]);
    const sampling = new RandomParameterSampling(
      { a: choice(1) },
      { seed: 7, rule: 'sobol', logbase: 'e', properties },
    );
    expect(writeJson(sampling.toWire().get('properties') ?? null)).toBe(
      '{"space_size":9,"seed":7,"rule":"sobol","logbase":"e"}',
    );
    expect(sampling).toMatchObject({ seed: 7, rule: 'sobol', logbase: 'e' });
  });

  it('refuses an empty space, an empty name, and what is no expression', () => {
    expect(() => new RandomParameterSampling({})).toThrow('parameterSpace is empty');
    expect(() => new RandomParameterSampling({ '': choice(1) })).toThrow('parameterSpace is ""');
    // @ts-expect-error -- the wire form is no expression
    expect(() => new RandomParameterSampling({ a: ['uniform', [0, 1]] })).toThrow('parameterSpace.a is an array of 2');
    // @ts-expect-error -- a list is no space
    expect(() => new RandomParameterSampling([uniform(0, 1)])).toThrow('parameterSpace is empty');
  });

  it.each([
    [{ seed: 1.5 }, 'seed is 1.5, but takes a whole number'],
    [{ rule: 'halton' }, "rule is \"halton\", but takes 'random' or 'sobol'"],
    [{ logbase: 1 }, 'logbase is 1'],
    [{ logbase: -2 }, 'logbase is -2'],
    [{ logbase: 0 }, 'logbase is 0'],
    [{ logbase: Number.POSITIVE_INFINITY }, 'logbase is Infinity'],
    [{ logbase: '' }, 'logbase is ""'],
    [{ logbase: true }, 'logbase is true'],
    [{ seed: '1' }, 'seed is "1"'],
    [{ rule: 5 }, 'rule is 5'],
    [{ sede: 1 }, 'sede is an unknown option, but takes one of seed, rule, logbase'],
  ])('refuses the options %j', (options, message) => {
    // @ts-expect-error -- wrong on purpose
    expect(() => new RandomParameterSampling({ a: choice(1) }, options)).toThrow(message);
  });

  it('lets a grid have choices only, naming every other one', () => {
    const space = { a: choice(1), b: uniform(0, 1), '--c': randint(3) };
    expect(() => new GridParameterSampling(space)).toThrow(
      expect.objectContaining({
        violations: [
          { path: 'parameterSpace.b', got: 'uniform', takes: 'choice (grid sampling)' },
          { path: 'parameterSpace["--c"]', got: 'randint', takes: 'choice (grid sampling)' },
        ],
      }),
    );
  });

  it.each([
    [{ a: loguniform(0, 1) }, 'parameterSpace.a is loguniform, but takes choice, uniform or quniform'],
    [{ a: choice('x', 1) }, 'parameterSpace.a.values is numbers and text'],
    [{ a: choice(true) }, 'parameterSpace.a.values[0] is true'],
    [{ a: choice([[1]]) }, 'parameterSpace.a.values[0] is an array of 1'],
    [{ a: quniform(0.5, 2, 1) }, 'parameterSpace.a.minValue is 0.5, but takes a whole number (Bayesian sampling)'],
    [{ a: quniform(0, 2.5, 1) }, 'parameterSpace.a.maxValue is 2.5'],
    [{ a: quniform(-1, 200_000, 2) }, 'parameterSpace.a.q is 2, but takes at least a 100000th of the interval'],
  ])('refuses for Bayesian sampling what the Python class refuses: %j', (space, message) => {
    expect(() => new BayesianParameterSampling(space)).toThrow(message);
  });

  it('takes for Bayesian sampling choices of text or numbers, uniform and quniform', () => {
    const space = {
      a: choice('x', 'y'),
      b: choice(1, 2.5, 2n ** 70n),
      c: uniform(0.5, 1),
      d: quniform(0, 1, 5),
      e: quniform(-1, 199_999, 2),
    };
    expect(new BayesianParameterSampling(space, { seed: 3 }).violations).toEqual([]);
  });

  it.each([null, undefined, 5, 'uniform'])('reports %j in place of an expression once', (wrong) => {
    for (const make of [GridParameterSampling, BayesianParameterSampling, RandomParameterSampling]) {
      // @ts-expect-error -- wrong on purpose
      expect(new make({ a: wrong }, { validate: false }).violations).toMatchObject([{ path: 'parameterSpace.a' }]);
    }
  });

  it('reports an expression that is not known once', () => {
    const space = { a: { kind: 'unknown', raw: null } } as const;
    for (const make of [GridParameterSampling, BayesianParameterSampling]) {
      expect(new make(space, { validate: false }).violations).toMatchObject([{ path: 'parameterSpace.a' }]);
    }
  });

  it('reports choices that are no list once', () => {
    const space = { a: { kind: 'choice', values: 5 } };
    // @ts-expect-error -- wrong on purpose
    expect(new BayesianParameterSampling(space, { validate: false }).violations).toMatchObject([
      { path: 'parameterSpace.a.values' },
    ]);
  });

  it('takes for Bayesian sampling two texts beside one another, but no number beside two', () => {
    expect(() => new BayesianParameterSampling({ a: choice('x', 'y', 1) })).toThrow('numbers and text');
  });

  it('refuses properties that are no Map, instead of dropping them', () => {
    const sampling: unknown = Reflect.construct(RandomParameterSampling, [
      { a: choice(1) },
      { properties: { seed: 7 }, validate: false },
    ]);
    expect(sampling).toMatchObject({
      violations: [{ path: 'properties', got: 'an object', takes: 'a Map of JSON values' }],
    });
  });

  it('reports what is no expression only once', () => {
    const sampling: unknown = Reflect.construct(GridParameterSampling, [
      new Map([['a', ['uniform', [0, 1]]]]),
      { validate: false },
    ]);
    expect(sampling).toMatchObject({ violations: [{ path: 'parameterSpace.a', got: 'an array of 2' }] });
  });

  it.each([
    [2n ** 70n, 2n ** 70n + 100_000n, 1, 0],
    [2n ** 70n, 2n ** 70n + 100_001n, 1, 1],
    [-100_000, 100_000, 2, 0],
    [-100_000, 100_001, 2, 1],
  ])('counts the steps of a Bayesian quniform(%s, %s, %s) exactly', (min, max, q, count) => {
    const sampling = new BayesianParameterSampling({ a: quniform(min, max, q) }, { validate: false });
    expect(sampling.violations).toHaveLength(count);
  });

  it('refuses properties that JSON cannot carry', () => {
    const properties = new Map([['when', new Date(0)]]);
    // @ts-expect-error -- wrong on purpose
    expect(() => new RandomParameterSampling({ a: choice(1) }, { properties })).toThrow('properties is an object');
  });

  it('keeps faults for later with validate: false', () => {
    const sampling = new GridParameterSampling({ a: uniform(0, 1) }, { validate: false });
    expect(sampling.violations.map(({ path }) => path)).toEqual(['parameterSpace.a']);
  });
});

describe('samplingFromWire', () => {
  it.each([
    ['RANDOM', RandomParameterSampling],
    ['Random', RandomParameterSampling],
    ['grid', GridParameterSampling],
    ['BAYESIANOPTIMIZATION', BayesianParameterSampling],
    ['BayesianOptimization', BayesianParameterSampling],
  ])('reads %s', (name, kind) => {
    const read = samplingFromWire(parseJson(`{"name":"${name}","parameter_space":{"a":["choice",[[1]]]}}`));
    expect(read).toBeInstanceOf(kind);
    expect(read.violations).toEqual([]);
  });

  it('keeps properties as the service writes them, and understands their case', () => {
    const text =
      '{"name":"RANDOM","parameter_space":{"a":["uniform",[0,1]]},"properties":{"rule":"Sobol","logbase":"10","seed":null}}';
    const read = samplingFromWire(parseJson(text));
    expect(read).toMatchObject({ rule: 'sobol', logbase: 10, seed: undefined, violations: [] });
    expect(writeJson(read.toWire())).toBe(text);
  });

  it('understands the rule Random, and the base E', () => {
    const text =
      '{"name":"RANDOM","parameter_space":{"a":["uniform",[0,1]]},"properties":{"rule":"Random","logbase":"E"}}';
    expect(samplingFromWire(parseJson(text))).toMatchObject({ rule: 'random', logbase: 'e', violations: [] });
  });

  it('takes null and missing properties as none', () => {
    const read = samplingFromWire(
      parseJson('{"name":"GRID","parameter_space":{"a":["choice",[[1]]]},"properties":null}'),
    );
    expect(read.toWire()).toEqual(new GridParameterSampling({ a: choice(1) }).toWire());
  });

  it('reads what it would not submit, and says what is wrong with it', () => {
    const read = samplingFromWire(
      parseJson('{"name":"RANDOM","parameter_space":{"a":["quniform",[0,1,-0.05]],"b":["cauchy",[0,1]]}}'),
    );
    expect(read.kind).toBe('random');
    expect(read.violations.map(({ path }) => path)).toEqual(['parameterSpace.a.q', 'parameterSpace.b']);
  });

  it.each([
    '{"name":"HYPERBAND","parameter_space":{}}',
    '{"name":"RANDOM"}',
    '{"name":"RANDOM","parameter_space":[]}',
    '{"parameter_space":{}}',
    '"RANDOM"',
  ])('keeps %s as unknown, which cannot be submitted', (text) => {
    const read = samplingFromWire(parseJson(text));
    expect(read).toMatchObject({ kind: 'unknown', raw: parseJson(text) });
    expect(read.violations).toHaveLength(1);
  });
});
