import { samplingFromJson } from '@hyperdrive-run/core/config';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { logBaseOf, powerOf } from '@hyperdrive-run/core/search-space';
import { formatNumber } from '../format.js';

/** A hyperparameter in two search spaces. */
export interface SpaceDifference {
  readonly name: string;
  /**
   * How it is searched in the first one, such as `uniform(0, 1)`, with the values where its bounds are exponents;
   * `undefined` where it is not.
   */
  readonly one: string | undefined;
  readonly other: string | undefined;
  readonly isSame: boolean;
}

/**
 * Puts two search spaces beside each other, each hyperparameter of either once.
 * @param one how the points of a sweep are chosen, in core's JSON
 */
export function compareSpaces(one: JsonValue | undefined, other: JsonValue | undefined): readonly SpaceDifference[] {
  const [first, second] = [textsOf(one), textsOf(other)];
  const names = [...new Set([...first.keys(), ...second.keys()])];
  return names.map((name) => {
    const [a, b] = [first.get(name), second.get(name)];
    return { name, one: a, other: b, isSame: a === b };
  });
}

function spaceOf(sampling: JsonValue | undefined): JsonObject {
  const space = sampling !== undefined && isJsonObject(sampling) ? sampling.get('parameter_space') : undefined;
  return space !== undefined && isJsonObject(space) ? space : new Map();
}

/** By hyperparameter. */
function textsOf(sampling: JsonValue | undefined): ReadonlyMap<string, string> {
  const power = powerOf(logBaseOf(samplingFromJson(sampling)));
  return new Map([...spaceOf(sampling)].map(([name, expression]) => [name, textOf(expression, power)]));
}

/** An expression is a pair of its name and its arguments. */
function textOf(expression: JsonValue, power: (exponent: number) => number): string {
  const [name, values] = isJsonArray(expression) ? expression : [];
  if (typeof name !== 'string' || values === undefined || !isJsonArray(values)) return writeJson(expression);
  const text = `${name}(${values.map((value) => (typeof value === 'string' ? value : writeJson(value))).join(', ')})`;
  if (name !== 'loguniform' && name !== 'qloguniform') return text;
  const [low, high] = values.map((exponent) => formatNumber(Number(power(Number(exponent)).toPrecision(3))));
  return `${text}: ${low} to ${high}`;
}
