import type { ParameterExpression } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { type FiniteValues, finiteValues, valueIdentity } from '@hyperdrive-run/core/search-space';
import type { DrawOptions } from '../random/draw-value.js';
import type { RandomSource } from '../random/random-source.js';
import type { Observation, SampledPoint } from '../sampler.js';

/** A search space of finitely many points. They are numbered from 0, and never enumerated: there may be 10^100. */
export interface FiniteSpace {
  readonly size: bigint;
  /** A point by its number: in the order of the hyperparameters and their values, the last one changing fastest. */
  pointAt(index: bigint): SampledPoint;
  /**
   * The points that trials have, or had. Asked with the same trials and some more, it returns the same object with more points:
   * a sweep asks before each of its trials.
   */
  triedBy(observations: readonly Observation[]): TriedPoints;
}

/** Points of a space that were tried. */
export interface TriedPoints {
  /** How many different points of the space they are. */
  readonly count: number;
  has(point: SampledPoint): boolean;
  /** A point that was not tried, each as likely as the others; `undefined` where all were. */
  pickOther(random: RandomSource): SampledPoint | undefined;
}

/**
 * Numbers the points of a space.
 * @returns `undefined` where they are not finitely many
 */
export function createFiniteSpace(
  space: ReadonlyMap<string, ParameterExpression>,
  { logBase }: DrawOptions = {},
): FiniteSpace | undefined {
  const axes: { readonly name: string; readonly values: FiniteValues }[] = [];
  for (const [name, expression] of space) {
    const values = finiteValues(expression, logBase);
    if (values === undefined) return undefined;
    axes.push({ name, values });
  }
  const size = axes.reduce((product, { values }) => product * values.count, 1n);
  /** What was found of points before: a sweep asks for the same ones again and again. */
  const known = new WeakMap<SampledPoint, PlacedPoint>();

  function pointAt(index: bigint): SampledPoint {
    let rest = index;
    const backwards: [string, JsonValue][] = [];
    for (const { name, values } of axes.toReversed()) {
      backwards.push([name, values.at(rest % values.count)]);
      rest /= values.count;
    }
    return new Map(backwards.toReversed());
  }

  function place(point: SampledPoint): PlacedPoint {
    const found = known.get(point) ?? { identity: valueIdentity(point), index: indexOf(point) };
    known.set(point, found);
    return found;
  }

  /** A point with other hyperparameters is none of the space, though it has those of the space too. */
  function indexOf(point: SampledPoint): bigint | undefined {
    if (point.size !== axes.length) return undefined;
    let index = 0n;
    for (const { name, values } of axes) {
      const value = point.get(name);
      const at = value === undefined ? undefined : values.indexOf(value);
      if (at === undefined) return undefined;
      index = index * values.count + at;
    }
    return index;
  }

  const collect = (): CollectedPoints => collectPoints(size, pointAt, place);
  let last = collect();

  function triedBy(observations: readonly Observation[]): TriedPoints {
    if (!last.grow(observations)) {
      last = collect();
      last.grow(observations);
    }
    return last;
  }

  return { size, pointAt, triedBy };
}

interface CollectedPoints extends TriedPoints {
  /** Adds the points of further trials. @returns whether the first ones are those that are collected; else nothing is added */
  grow(observations: readonly Observation[]): boolean;
}

interface PlacedPoint {
  /** Shared by equal points. */
  readonly identity: string;
  /** `undefined` where the point lies outside of the space. */
  readonly index: bigint | undefined;
}

/** No points of a space yet; they are added. */
function collectPoints(
  size: bigint,
  pointAt: (index: bigint) => SampledPoint,
  place: (point: SampledPoint) => PlacedPoint,
): CollectedPoints {
  const points: SampledPoint[] = [];
  const identities = new Set<string>();
  const indexes = new Set<bigint>();
  const has = (point: SampledPoint): boolean => identities.has(place(point).identity);
  return {
    get count() {
      return indexes.size;
    },
    has,
    pickOther(random) {
      const left = size - BigInt(indexes.size);
      if (left <= 0n) return undefined;
      // The number among those that are left, counted past the tried ones.
      let index = random.bigIntegerBelow(left);
      for (const tried of [...indexes].toSorted((a, b) => (a < b ? -1 : 1))) if (tried <= index) index += 1n;
      const point = pointAt(index);
      // Multiples that are equal as doubles have several numbers and one value.
      return has(point) ? undefined : point;
    },
    grow(observations) {
      if (points.length > observations.length) return false;
      if (!points.every((point, at) => observations[at]?.point === point)) return false;
      for (const { point } of observations.slice(points.length)) {
        const { identity, index } = place(point);
        points.push(point);
        identities.add(identity);
        if (index !== undefined) indexes.add(index);
      }
      return true;
    },
  };
}
