import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { expect } from 'vitest';
import { Document } from 'yaml';
import { SweepFileError } from '../sweep-file-error.js';
import { readYaml } from '../yaml/yaml-source.js';
import type { SweepFolder } from './sweep-folder.js';

/** A right file with a bit of everything. Its folder has `src/fit.py` and `table.csv`. */
export const rightSweepFile = `type: sweep
experiment_name: orchard
display_name: Pears
description: How deep?
tags: { year: "2026" }
properties: { owner: botany }
trial:
  code: src
  command: fit \${{search_space.depth}} \${{search_space.kind}} \${{search_space.rate}} \${{inputs.rows}} \${{outputs.model}}
  environment: azureml:orchard@latest
  environment_variables: { LEVEL: debug, SIZE: 3 }
  resources: { instance_count: 1 }
inputs:
  rows: 3
  table: { type: uri_file, path: table.csv, mode: ro_mount }
  flag: { value: true }
outputs:
  model: { type: uri_folder, mode: upload }
  plain:
sampling_algorithm: { type: random, seed: 7, rule: sobol, logbase: e }
search_space:
  depth: { type: quniform, min_value: 1, max_value: 9, q: 0.5 }
  kind: { type: choice, values: [pear, 2, { a: [1] }] }
  rate: { type: qlognormal, mu: 0, sigma: 1, q: 0.1 }
  count: { type: randint, upper: 10 }
objective: { primary_metric: yield, goal: maximize }
early_termination: { type: bandit, slack_factor: 0.2, evaluation_interval: 2, delay_evaluation: 3 }
limits: { max_total_trials: 6, max_concurrent_trials: 1, timeout: 90, trial_timeout: 30 }
compute: azureml:cluster
resume_from: [HD_1]
`;
const rightValue = readYaml(rightSweepFile).value;

/** Numbers at the ends of what can be written, words that mean something, and text that no system takes. */
const scalars = fc.oneof(
  fc.constantFrom<JsonValue>(null, true, false, 0, -1, 10.5, 1e308, -1e308, 5e-324, 1e-7, 2 ** 53, Number.NaN),
  fc.constantFrom<JsonValue>(Number.POSITIVE_INFINITY, 10n ** 30n, -(10n ** 400n), 10n ** 400n),
  fc.constantFrom<JsonValue>('', ' ', 'a\0b', '1e400', '0x10', '10', '-0', 'NaN', 'sweep', 'command', 'Random', 'grid'),
  fc.constantFrom<JsonValue>('bayesian', 'bandit', 'Median_Stopping', 'none', 'choice', 'quniform', 'randint', '..'),
  fc.constantFrom<JsonValue>('x'.repeat(5000), '/', 'table.csv/x', 'src', 'table.csv', 'file://x/y', 'azureml:a:1'),
  fc.constantFrom<JsonValue>('${{inputs.rows}}', '${{parent.x}}', '${{', '{inputs.rows}', '$[[', '__proto__'),
  fc.integer(),
  fc.double(),
  fc.string({ maxLength: 8 }),
);
const keys = fc.oneof(
  fc.constantFrom('type', 'values', 'q', 'upper', 'min_value', 'max_value', 'mu', 'sigma', 'path', 'value', 'default'),
  fc.constantFrom(
    'limits',
    'trial',
    'timeout',
    'max_total_trials',
    'maxTotalTrials',
    'seed',
    'goal',
    'command',
    'code',
  ),
  fc.constantFrom('inputs', 'outputs', 'search_space', 'jobs', 'parameters', 'method', 'spec', '__proto__', '<<', ''),
  fc.string({ maxLength: 6 }),
);
const values: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(keys, tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
  ),
})).value;

type Way = readonly (string | number)[];

/** The ways to everything in a value. */
function waysIn(value: JsonValue, way: Way = []): readonly Way[] {
  const inner: readonly (readonly [string | number, JsonValue])[] = isJsonObject(value)
    ? [...value]
    : isJsonArray(value)
      ? [...value.entries()]
      : [];
  return [way, ...inner.flatMap(([step, item]) => waysIn(item, [...way, step]))];
}

interface Change {
  readonly kind: 'put' | 'drop' | 'add';
  readonly key: string;
  readonly value: JsonValue;
}

/** The value with one thing in it replaced, left out, or with an entry more. */
function changed(value: JsonValue, way: Way, change: Change): JsonValue {
  const [step, ...rest] = way;
  if (step === undefined) {
    if (change.kind === 'add' && isJsonObject(value)) return new Map([...value, [change.key, change.value]]);
    return change.value;
  }
  const isLast = rest.length === 0 && change.kind === 'drop';
  if (isJsonArray(value)) {
    return isLast
      ? value.filter((_, index) => index !== step)
      : value.map((item, index) => (index === step ? changed(item, rest, change) : item));
  }
  if (!isJsonObject(value)) return value;
  return new Map(
    [...value].flatMap(([key, item]): [string, JsonValue][] => {
      if (key !== step) return [[key, item]];
      return isLast ? [] : [[key, changed(item, rest, change)]];
    }),
  );
}

const ways = waysIn(rightValue);
const changes = fc.record({
  way: fc.constantFrom(...ways),
  kind: fc.constantFrom('put' as const, 'drop' as const, 'add' as const),
  key: keys,
  value: values,
});

const toText = (value: JsonValue): string => new Document(value).toString();

/** Texts of {@link rightSweepFile} with one to three changes. */
export const changedSweepFiles: fc.Arbitrary<string> = fc
  .array(changes, { minLength: 1, maxLength: 3 })
  .map((list) => toText(list.reduce((part, { way, ...change }) => changed(part, way, change), rightValue)));

/** Texts of any structure. */
export const anyYamlFiles: fc.Arbitrary<string> = values.map(toText);

/** Overrides of something that {@link rightSweepFile} has. */
export const anyOverrides: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...ways.slice(1)), fc.oneof(scalars.map(toText), fc.string({ maxLength: 10 })))
  .map(([way, value]) => {
    const path = way.map((step) => (typeof step === 'number' ? `[${step}]` : `[${JSON.stringify(step)}]`)).join('');
    return `${path.replace(/^\["(\w+)"\]/, '$1')}=${value.trim()}`;
  });

/** Reads a text, which must give a config that can be submitted, or faults with their places. */
export function readWhatever(files: SweepFolder, text: string, ...overrides: readonly string[]): 'right' | 'wrong' {
  try {
    const { config, warnings } = files.parse(text, ...overrides);
    config.toWire();
    for (const { line, column } of warnings) expect(Math.min(line, column)).toBeGreaterThan(0);
    return 'right';
  } catch (error) {
    if (!SweepFileError.isInstance(error)) throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    for (const { line, column, path, got } of error.problems) {
      expect(Math.min(line, column)).toBeGreaterThan(0);
      expect(line).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length);
      expect([typeof path, got === '']).toEqual(['string', false]);
    }
    return 'wrong';
  }
}
