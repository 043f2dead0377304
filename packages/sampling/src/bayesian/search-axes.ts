import type { ParameterExpression } from '@hyperdrive-run/core/config';
import { isJsonArray, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { boundedMultiples } from '@hyperdrive-run/core/search-space';
import type { SampledPoint } from '../sampler.js';

/**
 * One hyperparameter as the model sees it: a position on an axis.
 *
 * - `continuous` (`uniform`): a position inside (0, 1), its share of the way from the lower to the upper bound.
 * - `steps` (`quniform`, and `choice` of numbers): `count` values at even distances from 0 to 1, in rising order. Listed
 *   numbers count by their rank, so that 16, 32, 64, 128 are as far apart as 1, 2, 3, 4.
 * - `category` (`choice` of text): the number of the value; any two values are equally far apart.
 */
export interface SearchAxis {
  readonly name: string;
  readonly kind: 'continuous' | 'steps' | 'category';
  /** How many values there are; infinite where `continuous`. */
  readonly count: number;
  valueAt(position: number): JsonValue;
  /** `undefined` for a value that does not belong to the axis. */
  positionOf(value: JsonValue): number | undefined;
  /** The nearest position of a value. */
  snap(position: number): number;
}

/** A point as positions on the axes. */
export type Position = Float64Array;

// No value is a bound itself: it would be a whole number where the bound is one, and written as an integer.
const edge = 2 ** -33;

/** The axes of a space that Bayesian sampling takes. Expressions that it does not take have none. */
export function searchAxes(space: ReadonlyMap<string, ParameterExpression>): readonly SearchAxis[] {
  return [...space].flatMap(([name, expression]) => {
    if (expression.kind === 'uniform') {
      return [continuousAxis(name, Number(expression.minValue), Number(expression.maxValue))];
    }
    if (expression.kind === 'quniform') {
      const { grid, first, last } = boundedMultiples(expression);
      const count = last - first + 1;
      const indexOf = (value: JsonValue): number => {
        const index = typeof value === 'number' || typeof value === 'bigint' ? grid.nearest(Number(value)) : Number.NaN;
        return grid.at(index) === Number(value) ? index - first : -1;
      };
      return [listedAxis({ name, kind: 'steps', count, at: (index) => grid.at(first + index), indexOf })];
    }
    if (expression.kind !== 'choice') return [];
    return [choiceAxis(name, expression.values)];
  });
}

/** The positions of a point; `undefined` where it lacks a hyperparameter or a value lies outside of the space. */
export function positionOfPoint(axes: readonly SearchAxis[], point: SampledPoint): Position | undefined {
  const position = new Float64Array(axes.length);
  for (const [index, axis] of axes.entries()) {
    const value = point.get(axis.name);
    const coordinate = value === undefined ? undefined : axis.positionOf(value);
    if (coordinate === undefined) return undefined;
    position[index] = coordinate;
  }
  return position;
}

/** The point at a position. */
export function pointAtPosition(axes: readonly SearchAxis[], position: Position): SampledPoint {
  return new Map(axes.map((axis, index) => [axis.name, axis.valueAt(position[index] ?? 0)]));
}

function continuousAxis(name: string, min: number, max: number): SearchAxis {
  const inside = (position: number): number => Math.min(1 - edge, Math.max(edge, position));
  return {
    name,
    kind: 'continuous',
    count: Number.POSITIVE_INFINITY,
    // Not min + position * (max - min): the difference of two large bounds may be no finite number.
    valueAt: (position) => Math.min(max, Math.max(min, min * (1 - position) + max * position)),
    positionOf: (value) => {
      if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
      const number = Number(value);
      if (number < min || number > max || Number.isNaN(number)) return undefined;
      // Halves where the difference is no number; never else, for the smallest numbers have none.
      const isWide = !Number.isFinite(max - min);
      return inside(isWide ? (number / 2 - min / 2) / (max / 2 - min / 2) : (number - min) / (max - min));
    },
    snap: inside,
  };
}

function choiceAxis(name: string, values: readonly JsonValue[]): SearchAxis {
  const distinct = [...new Map(values.map((value) => [writeJson(value), value])).values()];
  const numbers = distinct.filter((value) => typeof value === 'number' || typeof value === 'bigint');
  const isNumeric = numbers.length === distinct.length;
  // Compared as they are: large integers that differ may be one number as doubles.
  const listed = isNumeric ? numbers.toSorted((a, b) => (a < b ? -1 : 1)) : distinct;
  const indexes = new Map(listed.map((value, index) => [writeJson(value), index]));
  return listedAxis({
    name,
    kind: isNumeric ? 'steps' : 'category',
    count: listed.length,
    at: (index) => listed[index] ?? null,
    indexOf: (value) => (isJsonArray(value) ? -1 : (indexes.get(writeJson(value)) ?? -1)),
  });
}

interface ListedValues {
  readonly name: string;
  readonly kind: 'steps' | 'category';
  readonly count: number;
  readonly at: (index: number) => JsonValue;
  readonly indexOf: (value: JsonValue) => number;
}

function listedAxis({ name, kind, count, at, indexOf }: ListedValues): SearchAxis {
  const last = Math.max(1, count - 1);
  const scale = kind === 'steps' ? last : 1;
  const nearest = (position: number): number => Math.min(count - 1, Math.max(0, Math.round(position * scale)));
  return {
    name,
    kind,
    count,
    valueAt: (position) => at(nearest(position)),
    positionOf: (value) => {
      const index = indexOf(value);
      return index >= 0 && index < count ? index / scale : undefined;
    },
    snap: (position) => nearest(position) / scale,
  };
}
