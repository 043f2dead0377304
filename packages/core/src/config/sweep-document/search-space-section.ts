import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import { argumentsOf, type ParameterExpression } from '../model/parameter-expression.js';
import type { HyperparameterSampling } from '../model/sampling.js';
import { parameterExpressionFromWire } from '../wire/parameter-expression-wire.js';
import type { AddNote } from './document-notes.js';

/** The keys of a document, where they are not those of an expression. */
const keyOf: ReadonlyMap<string, string> = new Map([
  ['minValue', 'min_value'],
  ['maxValue', 'max_value'],
]);

/** The `search_space` of a document. */
export function toSearchSpace(
  space: ReadonlyMap<string, ParameterExpression>,
  names: ReadonlyMap<string, string>,
  note: AddNote,
): JsonObject {
  const section = new Map<string, JsonValue>();
  for (const [given, expression] of space) {
    const name = names.get(given) ?? given;
    const written = toExpression(expression);
    if (written === undefined)
      note(`search_space.${name}`, 'is missing: the sweep does not say it in a form that is known');
    else section.set(name, written);
    const isOdd = expression.kind === 'choice' && expression.values.some(isRefusedByAzure);
    if (isOdd)
      note(`search_space.${name}`, "has values that Azure ML's tool refuses in a file: it takes text and numbers");
  }
  return section;
}

function toExpression(expression: ParameterExpression): JsonObject | undefined {
  if (expression.kind === 'unknown') return undefined;
  const written = new Map<string, JsonValue>([['type', expression.kind]]);
  if (expression.kind === 'choice') return written.set('values', expression.values.map(toChoiceValue));
  for (const [name, value] of argumentsOf(expression, expression.kind)) {
    if (typeof value === 'number' || typeof value === 'bigint') written.set(keyOf.get(name) ?? name, value);
  }
  return written;
}

/** A value may be a mapping of further hyperparameters, each of one value or with an expression of its own. */
function toChoiceValue(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  return new Map(
    [...value].map(([name, inner]): [string, JsonValue] => [
      name,
      (isJsonArray(inner) ? toExpression(parameterExpressionFromWire(inner)) : undefined) ?? inner,
    ]),
  );
}

/** Its own Python builder sends some of these all the same. */
function isRefusedByAzure(value: JsonValue): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return value === null || typeof value === 'boolean' || Array.isArray(value);
}

/** The `sampling_algorithm` of a document. */
export function toSampling(sampling: HyperparameterSampling, note: AddNote): JsonValue | undefined {
  if (sampling.kind === 'unknown') {
    note('sampling_algorithm', 'and search_space are missing: the sweep does not say them in a form that is known');
    return undefined;
  }
  if (sampling.kind === 'bayesian' && sampling.seed !== undefined) {
    note('sampling_algorithm', `has no seed, which was ${sampling.seed}: Azure ML takes none with bayesian`);
  }
  if (sampling.kind !== 'random') return sampling.kind;
  const { rule, seed, logbase } = sampling;
  const given = toEntries(Object.entries({ rule, seed, logbase }));
  return given.length === 0 ? 'random' : new Map<string, JsonValue>([['type', 'random'], ...given]);
}

function toEntries(entries: readonly (readonly [string, string | number | undefined])[]): [string, JsonValue][] {
  return entries.flatMap(([name, value]): [string, JsonValue][] => (value === undefined ? [] : [[name, value]]));
}
