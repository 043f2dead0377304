import fc from 'fast-check';
import { resumingConfigs } from './arbitrary-earlier-runs.js';
import { choiceValues, mostly, namesOf, numbers, oddValues } from './arbitrary-values.js';
import type {
  DescribedConfig,
  DescribedExpression,
  DescribedPolicy,
  DescribedSampling,
  DescribedValue,
  Description,
} from './description.js';
import { plainChoices, plainPolicies, plainSamplings } from './plain-descriptions.js';

const bounds = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 150 })).map(ordered) },
  { weight: 2, arbitrary: fc.tuple(mostly(numbers), mostly(numbers)) },
);
const steps = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 20 }) }, { weight: 1, arbitrary: numbers });
const deviations = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 30 }) }, { weight: 1, arbitrary: numbers });

function ordered([min, width]: readonly [number, number]): [number, number] {
  return [min, min + width];
}

const argumentsOf: Readonly<Record<string, fc.Arbitrary<readonly DescribedValue[]>>> = {
  choice: fc.oneof(
    fc.array(choiceValues, { maxLength: 4 }),
    fc.array(fc.constantFrom<DescribedValue>('a', 'b', 'c'), { maxLength: 4 }),
    fc.array(fc.array(choiceValues, { maxLength: 4 }), { minLength: 1, maxLength: 1 }),
    fc
      .tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 15 }), fc.constantFrom(1, 2, 3, -1))
      .map((range): DescribedValue[] => [{ $range: range }]),
  ),
  randint: fc.tuple(mostly(fc.integer({ min: 1, max: 100 }))),
  uniform: bounds,
  loguniform: bounds,
  quniform: fc.tuple(bounds, mostly(steps)).map(([ends, q]) => [...ends, q]),
  qloguniform: fc.tuple(bounds, mostly(steps)).map(([ends, q]) => [...ends, q]),
  normal: fc.tuple(mostly(numbers), mostly(deviations)),
  lognormal: fc.tuple(mostly(numbers), mostly(deviations)),
  qnormal: fc.tuple(mostly(numbers), mostly(deviations), mostly(steps)),
  qlognormal: fc.tuple(mostly(numbers), mostly(deviations), mostly(steps)),
};

function expression(name: string): fc.Arbitrary<DescribedExpression> {
  return (argumentsOf[name] ?? fc.constant([])).map((args) => ({ make: 'expression', name, args }));
}

const names = Object.keys(argumentsOf);
const anyExpression = fc.oneof(...names.map(expression));
/** Whole bounds and steps, near the limit of 100,000 steps too. */
const bayesianSteps = fc
  .tuple(fc.integer({ min: -5, max: 5 }), fc.constantFrom(10, 1000, 99_999, 100_000, 100_001), fc.constantFrom(1, 1, 2))
  .map(
    ([min, width, q]): DescribedExpression => ({
      make: 'expression',
      name: 'quniform',
      args: [min, min + width, q],
    }),
  );

function space(kinds: fc.Arbitrary<DescribedExpression>): fc.Arbitrary<DescribedSampling['space']> {
  const filled = fc
    .integer({ min: 0, max: 3 })
    .chain((count) =>
      fc
        .tuple(namesOf(count), fc.array(mostly(kinds), { minLength: count, maxLength: count }))
        .map(([keys, entries]) => ({ $space: keys.map((key, at) => [key, entries[at] ?? null] as const) })),
    );
  return fc.oneof({ weight: 15, arbitrary: filled }, { weight: 1, arbitrary: oddValues });
}

const properties = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record(
        {
          seed: mostly(fc.nat()),
          rule: mostly(fc.constantFrom<DescribedValue>('random', 'sobol', 'SOBOL', null)),
          logbase: mostly(fc.constantFrom<DescribedValue>('e', 2, 10, '10')),
          anything: choiceValues,
        },
        { requiredKeys: [] },
      )
      .map((entries): DescribedValue => ({ $dict: Object.entries(entries) })),
  },
  { weight: 4, arbitrary: fc.constant<DescribedValue>(null) },
  { weight: 1, arbitrary: oddValues },
);

/** Now and then an option that neither side knows. */
const unknownOption = fc.record({ seeds: oddValues }, { requiredKeys: [] });

function sampling(
  name: DescribedSampling['name'],
  kinds: fc.Arbitrary<DescribedExpression>,
): fc.Arbitrary<DescribedSampling> {
  const options = fc.oneof(
    { weight: 10, arbitrary: fc.record({ properties }, { requiredKeys: [] }) },
    { weight: 1, arbitrary: unknownOption },
  );
  return fc.record({ make: fc.constant('sampling' as const), name: fc.constant(name), space: space(kinds), options });
}

const gridExpressions = fc.oneof(
  { weight: 10, arbitrary: plainChoices },
  { weight: 3, arbitrary: expression('choice') },
  { weight: 1, arbitrary: anyExpression },
);
const bayesianExpressions = fc.oneof(
  { weight: 8, arbitrary: plainChoices },
  { weight: 4, arbitrary: expression('choice') },
  { weight: 4, arbitrary: expression('uniform') },
  { weight: 4, arbitrary: expression('quniform') },
  { weight: 4, arbitrary: bayesianSteps },
  { weight: 1, arbitrary: anyExpression },
);
const samplingsByName = new Map([
  ['RandomParameterSampling', sampling('RandomParameterSampling', anyExpression)],
  ['GridParameterSampling', sampling('GridParameterSampling', gridExpressions)],
  ['BayesianParameterSampling', sampling('BayesianParameterSampling', bayesianExpressions)],
]);

const slack = fc.oneof(fc.constantFrom<DescribedValue>(null, 0, { $float: '0.1' }, 2), mostly(numbers));
const percentage = fc.oneof(fc.integer({ min: -2, max: 103 }), fc.constantFrom(1, 99, 0, 100));

function policy(
  name: DescribedPolicy['name'],
  own: Readonly<Record<string, fc.Arbitrary<DescribedValue>>>,
): fc.Arbitrary<DescribedPolicy> {
  const known = {
    ...(name === 'NoTerminationPolicy'
      ? {}
      : { evaluation_interval: mostly(fc.integer({ min: 0, max: 9 })), delay_evaluation: mostly(fc.nat({ max: 9 })) }),
    ...own,
  };
  const options = fc.record<Record<string, DescribedValue>>(known, { requiredKeys: [] });
  return options.map((given) => ({ make: 'policy', name, options: given }));
}

const policiesByName = new Map([
  ['BanditPolicy', policy('BanditPolicy', { slack_factor: slack, slack_amount: slack })],
  ['MedianStoppingPolicy', policy('MedianStoppingPolicy', {})],
  ['TruncationSelectionPolicy', policy('TruncationSelectionPolicy', { truncation_percentage: mostly(percentage) })],
  ['NoTerminationPolicy', policy('NoTerminationPolicy', {})],
]);

const counts = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 150 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 100, 101, 1000, 1001) },
);
const goals = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom<DescribedValue>({ $goal: 'MAXIMIZE' }, { $goal: 'MINIMIZE' }) },
  { weight: 1, arbitrary: fc.constantFrom<DescribedValue>(null, 1, '', 'best', []) },
);
const optional = fc.record(
  {
    max_concurrent_runs: mostly(counts),
    max_duration_minutes: mostly(fc.oneof(counts, fc.constantFrom(10_080, 10_081, 43_200, 43_201))),
    policy: fc.oneof(
      { weight: 12, arbitrary: plainPolicies },
      { weight: 6, arbitrary: fc.oneof(...policiesByName.values()) },
      { weight: 1, arbitrary: oddValues },
    ),
    unknown: fc.constant<DescribedValue>(1),
  },
  { requiredKeys: [] },
);
const config: fc.Arbitrary<DescribedConfig> = fc
  .tuple(
    fc.record({
      hyperparameter_sampling: fc.oneof(
        { weight: 12, arbitrary: plainSamplings },
        { weight: 6, arbitrary: fc.oneof(...samplingsByName.values()) },
        { weight: 1, arbitrary: oddValues },
      ),
      primary_metric_name: mostly(fc.constantFrom<DescribedValue>('accuracy', 'val loss', 'größe: ')),
      primary_metric_goal: goals,
      max_total_runs: mostly(counts),
      run_config: fc.oneof(
        { weight: 20, arbitrary: fc.constant<DescribedValue>({ $script: true }) },
        { weight: 1, arbitrary: fc.constantFrom<DescribedValue>(null, 'train.py', 5) },
      ),
    }),
    optional,
    fc.nat({ max: 30 }),
  )
  // An option that nobody knows is refused whatever else there is: rarely given, so that the rest is seen.
  .map(([required, { unknown, ...rest }, dice]) => ({
    make: 'config',
    options: { ...required, ...rest, ...(dice === 0 && unknown !== undefined ? { unknown } : {}) },
  }));

/** Random descriptions by what they are of: each parameter expression, sampling and policy, and whole configs. */
export const descriptions: ReadonlyMap<string, fc.Arbitrary<Description>> = new Map<string, fc.Arbitrary<Description>>([
  ...names.map((name) => [name, expression(name)] as const),
  ...samplingsByName,
  ...policiesByName,
  ['HyperDriveConfig', config],
  ['HyperDriveConfig that resumes', resumingConfigs],
]);
