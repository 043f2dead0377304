import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { Description } from './description.js';
import { isSameJson } from './is-same-json.js';

/** One row of "Where the submitted config differs" in docs/python-parity.md. */
export interface WireDifference {
  /** Python's wire form with the difference taken away; without that difference just as it is. */
  readonly correct: (theirs: JsonValue) => JsonValue;
  /** What both take, and write differently. */
  readonly example: Description;
}

const bandit = { make: 'policy', name: 'BanditPolicy', options: { slack_factor: 0 } } as const;

/** Every difference between the wire forms, by the key of its row. */
export const wireDifferences: Readonly<Record<string, WireDifference>> = {
  'slackFactor of 0': {
    correct: (theirs) => changeIn(theirs, 'policy_config', correctSlack) ?? correctSlack(theirs),
    example: bandit,
  },
  'more than 100 at once by default': {
    correct: (theirs) =>
      isJsonObject(theirs) && Number(theirs.get('max_concurrent_jobs')) > 100
        ? new Map([...theirs, ['max_concurrent_jobs', 100]])
        : theirs,
    example: {
      make: 'config',
      options: {
        hyperparameter_sampling: {
          make: 'sampling',
          name: 'RandomParameterSampling',
          space: { $space: [['x', { make: 'expression', name: 'uniform', args: [0, 1] }]] },
          options: {},
        },
        primary_metric_name: 'accuracy',
        primary_metric_goal: { $goal: 'MAXIMIZE' },
        max_total_runs: 500,
        run_config: { $script: true },
      },
    },
  },
};

/**
 * The rows that tell all of a difference.
 * @throws Error that shows both wire forms, where no rows do
 */
export function explainWireDifference(ours: JsonValue, theirs: JsonValue): readonly string[] {
  let corrected = theirs;
  const rules: string[] = [];
  for (const [rule, { correct }] of Object.entries(wireDifferences)) {
    const next = correct(corrected);
    if (!isSameJson(next, corrected)) rules.push(rule);
    corrected = next;
  }
  if (isSameJson(ours, corrected)) return rules;
  throw new Error('The wire forms differ, and no row says so.');
}

function correctSlack(policy: JsonValue): JsonValue {
  return (
    changeIn(policy, 'properties', (properties) => {
      if (!isJsonObject(properties) || properties.get('slack_amount') !== null) return properties;
      return new Map<string, JsonValue>([
        ...[...properties].filter(([name]) => name !== 'slack_amount'),
        ['slack_factor', 0],
      ]);
    }) ?? policy
  );
}

function changeIn(value: JsonValue, name: string, change: (part: JsonValue) => JsonValue): JsonObject | undefined {
  const part = isJsonObject(value) ? value.get(name) : undefined;
  if (part === undefined || !isJsonObject(value)) return undefined;
  return new Map([...value, [name, change(part)]]);
}
