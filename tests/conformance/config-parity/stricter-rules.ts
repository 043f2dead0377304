import type { ConfigViolation } from '@hyperdrive-run/core';
import type { DescribedExpression, DescribedSpace, Description } from './description.js';

/** One row of "What we refuse beyond Python" in docs/python-parity.md. */
export interface StricterRule {
  /** Whether a violation of ours, of a description that Python takes, is of this row. */
  readonly covers: (found: ConfigViolation) => boolean;
  /** What Python takes and we refuse. */
  readonly example: Description;
}

const uniform: DescribedExpression = { make: 'expression', name: 'uniform', args: [0, 1] };
const space: DescribedSpace = { $space: [['x', uniform]] };
const random = { make: 'sampling', name: 'RandomParameterSampling', space, options: {} } as const;
const config = {
  hyperparameter_sampling: random,
  primary_metric_name: 'accuracy',
  primary_metric_goal: { $goal: 'MAXIMIZE' },
  max_total_runs: 4,
  run_config: { $script: true },
} as const;

const isBoolean = (got: string): boolean => got === 'true' || got === 'false';
const isNumeral = (got: string): boolean => /^-?\d/.test(got);

/** Every refusal of ours beyond Python's is of one of these, and each of them is a row of the table, by its key. */
export const stricterRules: Readonly<Record<string, StricterRule>> = {
  'boolean for a number': {
    covers: ({ path, got, takes }) => isBoolean(got) && /^a (?:whole|finite) number/.test(takes) && isNumber(path),
    example: { make: 'expression', name: 'uniform', args: [false, true] },
  },
  'NaN or infinity': {
    covers: ({ path, got, takes }) =>
      /^(?:NaN|-?Infinity)$/.test(got) && takes.includes('a finite number') && !isSlack(path),
    example: { make: 'expression', name: 'normal', args: [{ $float: 'NaN' }, 1] },
  },
  'q not above 0': {
    covers: ({ path, got }) => path.endsWith('.q') && isNumeral(got),
    example: { make: 'expression', name: 'quniform', args: [1, 5, 0] },
  },
  'empty space': {
    covers: ({ path, got }) => path.endsWith('parameterSpace') && got === 'empty',
    example: { ...random, space: { $space: [] } },
  },
  'hyperparameter without a name': {
    covers: ({ takes }) => takes === 'names that are non-empty text',
    example: { ...random, space: { $space: [['', uniform]] } },
  },
  'no parameter expression': {
    covers: ({ path, takes }) => path.includes('parameterSpace') && takes.startsWith('a parameter expression such as'),
    example: { ...random, space: { $space: [['x', 5]] } },
  },
  'sampling properties': {
    covers: ({ path }) => /^(?:hyperparameterSampling\.)?(?:seed|rule|logbase|properties)$/.test(path),
    example: { ...random, options: { properties: { $dict: [['rule', 'halton']] } } },
  },
  'interval or delay out of range': {
    covers: ({ path, got }) => isInterval(path) && isNumeral(got),
    example: { make: 'policy', name: 'MedianStoppingPolicy', options: { evaluation_interval: 0 } },
  },
  'slack that is no number of at least 0': {
    covers: ({ path, takes }) => isSlack(path) && takes === 'a finite number of at least 0',
    example: { make: 'policy', name: 'BanditPolicy', options: { slack_factor: { $float: '-0.1' } } },
  },
  'both slacks, one of them 0': {
    covers: ({ path, got }) => isSlack(path) && got === 'set',
    example: { make: 'policy', name: 'BanditPolicy', options: { slack_factor: 0, slack_amount: 2 } },
  },
  'metric without a name': {
    covers: ({ path }) => path === 'primaryMetricName',
    example: { make: 'config', options: { ...config, primary_metric_name: '' } },
  },
  'limit out of range': {
    covers: ({ path }) => /^max(?:TotalRuns|ConcurrentRuns|DurationMinutes)$/.test(path),
    example: { make: 'config', options: { ...config, max_total_runs: 1001 } },
  },
  'Bayesian sampling with a policy': {
    covers: ({ path, takes }) => path === 'policy' && takes.startsWith('no early termination'),
    example: {
      make: 'config',
      options: {
        ...config,
        hyperparameter_sampling: { ...random, name: 'BayesianParameterSampling' },
        policy: { make: 'policy', name: 'MedianStoppingPolicy', options: {} },
      },
    },
  },
};

/** The row that a violation belongs to, or `undefined` where the table has none: then we are stricter unawares. */
export function stricterRuleOf(found: ConfigViolation): string | undefined {
  return Object.entries(stricterRules).find(([, { covers }]) => covers(found))?.[0];
}

function isNumber(path: string): boolean {
  return !isSlack(path) && !path.startsWith('max') && !/(?:^|\.)seed$/.test(path);
}

function isInterval(path: string): boolean {
  return /(?:^|\.)(?:evaluationInterval|delayEvaluation)$/.test(path);
}

function isSlack(path: string): boolean {
  return /(?:^|\.)slack(?:Factor|Amount)$/.test(path);
}
