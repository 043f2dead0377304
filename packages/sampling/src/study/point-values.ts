import { HyperDriveConfigError } from '@hyperdrive-run/core';
import type { ParameterExpression, ParameterSpace } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { finiteValues } from '@hyperdrive-run/core/search-space';
import type { SampledPoint } from '../sampler.js';
import type { StudySpace, TrialValues } from './trial-values.js';

/** A point as an object of values, which no caller can change. */
export function toTrialValues<Space extends StudySpace>(
  space: ParameterSpace,
  point: SampledPoint,
): TrialValues<Space> {
  const entries = [...point].map(([name, value]): readonly [string, JsonValue] => {
    // Whole numbers of a study are below 2^53, see checkSetup.
    const isWhole = typeof value === 'bigint' && space.get(name)?.kind !== 'choice';
    return [name, isWhole ? Number(value) : value];
  });
  // fromEntries defines own properties, so that `__proto__` is a name like any other.
  const values: object = Object.freeze(Object.fromEntries(entries));
  if (!hasNamesOf<Space>(space, values)) throw new TypeError('A sampled point lacks a hyperparameter of its space.');
  return values;
}

/**
 * Reads values that a user passes as a point of the space.
 * @param path where they were passed, for the error
 * @throws HyperDriveConfigError where they have other names than the space, or values that lie outside of it
 */
export function toPoint(space: ParameterSpace, values: unknown, path: string): SampledPoint {
  if (typeof values !== 'object' || values === null) {
    throw new HyperDriveConfigError([{ path, got: String(values), takes: 'a value for each hyperparameter' }]);
  }
  const given: ReadonlyMap<string, unknown> = new Map<string, unknown>(Object.entries(values));
  const point = new Map<string, JsonValue>();
  for (const name of given.keys()) {
    if (space.has(name)) continue;
    throw new HyperDriveConfigError([{ path: `${path}.${name}`, got: 'given', takes: 'a name of the search space' }]);
  }
  for (const [name, expression] of space) {
    const value = toJson(given.get(name));
    if (value === undefined || !liesIn(expression, value)) {
      const got = given.has(name) ? String(given.get(name)) : 'missing';
      throw new HyperDriveConfigError([{ path: `${path}.${name}`, got, takes: 'a value of its expression' }]);
    }
    point.set(name, value);
  }
  return point;
}

function hasNamesOf<Space extends StudySpace>(space: ParameterSpace, values: object): values is TrialValues<Space> {
  return [...space.keys()].every((name) => Object.hasOwn(values, name));
}

function liesIn(expression: ParameterExpression, value: JsonValue): boolean {
  const finite = finiteValues(expression);
  if (finite !== undefined) return finite.indexOf(value) !== undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (expression.kind !== 'uniform') return true;
  return value >= expression.minValue && value <= expression.maxValue;
}

/** What JSON can carry; objects become Maps. */
function toJson(value: unknown): JsonValue | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return value;
  if (typeof value !== 'object') return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => toJson(item));
    return items.flatMap((item) => (item === undefined ? [] : [item]));
  }
  const entries: readonly (readonly [unknown, unknown])[] = value instanceof Map ? [...value] : Object.entries(value);
  const known = new Map<string, JsonValue>();
  for (const [name, item] of entries) {
    const json = toJson(item);
    if (typeof name === 'string' && json !== undefined) known.set(name, json);
  }
  return known;
}
