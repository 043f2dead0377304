import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../json/parse-json.js';
import { writeJson } from '../../json/write-json.js';
import { choice } from '../model/choice.js';
import {
  BanditPolicy,
  type EarlyTerminationPolicy,
  MedianStoppingPolicy,
  NoTerminationPolicy,
  TruncationSelectionPolicy,
} from '../model/early-termination.js';
import { HyperDriveConfig } from '../model/hyperdrive-config.js';
import type { ChoiceValue } from '../model/json-from-plain.js';
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
import {
  BayesianParameterSampling,
  GridParameterSampling,
  type HyperparameterSampling,
  RandomParameterSampling,
} from '../model/sampling.js';
import type { SamplingLogbase } from '../model/sampling-properties.js';
import { type TrialOutput, trialAssetTypes } from '../model/trial/trial-asset-type.js';
import type { TrialDefinition, TrialInput } from '../model/trial/trial-definition.js';
import type { TrialEnvironment } from '../model/trial/trial-environment.js';
import type { RunKey } from '../model/warm-start.js';

const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n }),
);
const naturals = fc.oneof(fc.integer({ min: 1 }), fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n }));
const names = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom('__proto__', '--lr', '1'));
const ordered = fc.tuple(numbers, numbers).filter(([min, max]) => min < max);
const deviations = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });

const choiceValues = fc.letrec<{ value: ChoiceValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    numbers,
    fc.string({ unit: 'binary' }),
    fc.array(tie('value')),
    fc.array(fc.tuple(names, tie('value'))).map((entries) => new Map(entries)),
  ),
})).value;

const choices = fc.array(choiceValues, { minLength: 1 }).map((values) => choice(values));
const expressions = fc.oneof(
  choices,
  naturals.map(randint),
  ordered.map(([min, max]) => uniform(min, max)),
  ordered.map(([min, max]) => loguniform(min, max)),
  fc.tuple(ordered, naturals).map(([[min, max], q]) => quniform(min, max, q)),
  fc.tuple(ordered, naturals).map(([[min, max], q]) => qloguniform(min, max, q)),
  fc.tuple(numbers, deviations).map(([mu, sigma]) => normal(mu, sigma)),
  fc.tuple(numbers, deviations).map(([mu, sigma]) => lognormal(mu, sigma)),
  fc.tuple(numbers, deviations, naturals).map(([mu, sigma, q]) => qnormal(mu, sigma, q)),
  fc.tuple(numbers, deviations, naturals).map(([mu, sigma, q]) => qlognormal(mu, sigma, q)),
);
const bayesianExpressions = fc.oneof(
  fc.array(fc.string(), { minLength: 1 }).map((values) => choice(values)),
  fc.array(numbers, { minLength: 1 }).map((values) => choice(values)),
  ordered.map(([min, max]) => uniform(min, max)),
  fc
    .tuple(fc.maxSafeInteger(), naturals, fc.integer({ min: 1, max: 100_000 }))
    .map(([min, q, steps]) => quniform(BigInt(min), BigInt(min) + BigInt(q) * BigInt(steps), q)),
);

function spaces<T>(expression: fc.Arbitrary<T>): fc.Arbitrary<ReadonlyMap<string, T>> {
  return fc.array(fc.tuple(names, expression), { minLength: 1, maxLength: 5 }).map((entries) => new Map(entries));
}

const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const seeds = optional(fc.maxSafeInteger());
const intervals = fc.record({
  evaluationInterval: optional(fc.integer({ min: 1 })),
  delayEvaluation: optional(fc.nat()),
  excludeFinishedJobs: optional(fc.boolean()),
});

const policies: fc.Arbitrary<EarlyTerminationPolicy | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constant(new NoTerminationPolicy()),
  intervals.map((options) => new MedianStoppingPolicy(options)),
  fc.tuple(intervals, deviations).map(([options, slackFactor]) => new BanditPolicy({ ...options, slackFactor })),
  fc.tuple(intervals, deviations).map(([options, slackAmount]) => new BanditPolicy({ ...options, slackAmount })),
  fc
    .tuple(intervals, fc.integer({ min: 1, max: 99 }))
    .map(([options, truncationPercentage]) => new TruncationSelectionPolicy({ ...options, truncationPercentage })),
);

const random: fc.Arbitrary<HyperparameterSampling> = fc
  .tuple(
    spaces(expressions),
    fc.record({
      seed: seeds,
      rule: fc.constantFrom('random', 'sobol', undefined),
      logbase: fc.constantFrom<SamplingLogbase | undefined>('e', 2, 10.5, undefined),
    }),
  )
  .map(([space, options]) => new RandomParameterSampling(space, options));
const grid: fc.Arbitrary<HyperparameterSampling> = spaces(choices).map((space) => new GridParameterSampling(space));
const bayesian: fc.Arbitrary<HyperparameterSampling> = fc
  .tuple(spaces(bayesianExpressions), seeds)
  .map(([space, seed]) => new BayesianParameterSampling(space, { seed }));

const samplingsWithPolicies = fc.oneof(
  fc.tuple(fc.oneof(random, grid), policies),
  bayesian.map((sampling): [HyperparameterSampling, undefined] => [sampling, undefined]),
);

const texts = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('\u0000'));
const outputNames = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);
const outputs: fc.Arbitrary<TrialOutput> = fc.constantFrom(...trialAssetTypes).map((type) => ({ type }));

const inputs: fc.Arbitrary<TrialInput> = fc.oneof(
  fc.oneof(texts, numbers, fc.boolean()).map((value): TrialInput => ({ type: 'literal', value })),
  fc.tuple(fc.constantFrom(...trialAssetTypes), texts).map(([type, path]): TrialInput => ({ type, path })),
);
const environments: fc.Arbitrary<TrialEnvironment> = fc.oneof(
  texts.map((name): TrialEnvironment => ({ type: 'reference', name })),
  fc
    .array(fc.tuple(names, texts))
    .map((entries): TrialEnvironment => ({ type: 'described', definition: new Map(entries) })),
);
const trials: fc.Arbitrary<TrialDefinition> = fc.record({
  command: texts.map((text) => `run ${text.replaceAll('${{', '')}`),
  code: optional(texts),
  environmentVariables: optional(
    fc
      .array(
        fc.tuple(
          texts.filter((name) => !name.includes('=')),
          texts,
        ),
      )
      .map((entries) => new Map(entries)),
  ),
  inputs: optional(fc.array(fc.tuple(names, inputs)).map((entries) => new Map(entries))),
  outputs: optional(fc.array(fc.tuple(outputNames, outputs)).map((entries) => new Map(entries))),
  valueTexts: optional(
    fc
      .array(
        fc.tuple(
          names,
          fc.array(fc.tuple(texts, texts)).map((entries) => new Map(entries)),
        ),
      )
      .map((entries) => new Map(entries)),
  ),
  maxDurationSeconds: optional(fc.integer({ min: 1 })),
  environment: optional(environments),
  target: optional(texts),
});
const runKeys: fc.Arbitrary<RunKey> = fc.record({
  runScope: fc.record({ host: optional(texts), workspaceName: optional(texts), experimentName: optional(texts) }),
  runId: texts,
});
const keyLists = fc.uniqueArray(runKeys, { maxLength: 5, selector: ({ runId }) => runId });

const configs = fc
  .tuple(
    samplingsWithPolicies,
    fc.record({
      runConfig: trials,
      primaryMetricName: texts,
      primaryMetricGoal: fc.constantFrom('maximize', 'Minimize', 'MAXIMIZE'),
      maxTotalRuns: fc.integer({ min: 5, max: 1000 }),
      maxConcurrentRuns: optional(fc.integer({ min: 1, max: 100 })),
      maxDurationMinutes: optional(fc.integer({ min: 1, max: 43_200 })),
      resumeFrom: optional(keyLists),
      resumeChildRuns: optional(keyLists),
    }),
  )
  .map(([[hyperparameterSampling, policy], rest]) => new HyperDriveConfig({ ...rest, hyperparameterSampling, policy }));

describe('every config', () => {
  it('survives being written as JSON and read back, to the last digit', () => {
    fc.assert(
      fc.property(configs, (config) => {
        const text = writeJson(config.toWire());
        const read = HyperDriveConfig.fromWire(parseJson(text));
        expect(read.violations).toEqual([]);
        expect(writeJson(read.toWire())).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('is read the same whatever the case of its words', () => {
    const recased = (...words: readonly string[]): fc.Arbitrary<readonly [word: string, recased: string]> =>
      fc
        .tuple(fc.constantFrom(...words), fc.infiniteStream(fc.boolean()))
        .map(([word, upper]) => [
          word,
          [...word].map((letter) => (upper.next().value === true ? letter.toUpperCase() : letter)).join(''),
        ]);
    const words = fc.tuple(
      recased('random', 'grid', 'bayesianoptimization'),
      recased('default', 'medianstopping'),
      recased('maximize', 'minimize'),
      recased('choice'),
    );
    const kinds = new Map([
      ['random', 'random'],
      ['grid', 'grid'],
      ['bayesianoptimization', 'bayesian'],
      ['default', 'none'],
      ['medianstopping', 'median-stopping'],
    ]);
    fc.assert(
      fc.property(words, ([sampling, policy, goal, expression]) => {
        const read = HyperDriveConfig.fromWire(
          parseJson(`{"generator_config": {"name": "${sampling[1]}", "parameter_space": {"a": ["${expression[1]}", [[1]]]}},
            "policy_config": {"name": "${policy[1]}"}, "primary_metric_config": {"name": "m", "goal": "${goal[1]}"}}`),
        );
        expect(read).toMatchObject({
          primaryMetricGoal: goal[0],
          policy: { kind: kinds.get(policy[0]) },
          hyperparameterSampling: {
            kind: kinds.get(sampling[0]),
            parameterSpace: new Map([['a', { kind: expression[0], values: [1] }]]),
          },
        });
      }),
    );
  });
});
