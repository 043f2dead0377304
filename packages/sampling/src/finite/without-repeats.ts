import { createRandomSource } from '../random/random-source.js';
import type { SampledPoint, Sampler } from '../sampler.js';
import type { FiniteSpace, TriedPoints } from './finite-space.js';

/** What makes points one after the other, without a look at trials: by number, from 0. */
export type PointSequence = (index: number) => SampledPoint;

/** So many more points of a sequence are looked at than twice as many as were tried. */
const patience = 100;

/**
 * Tries each point of a finite space once. The next point is the first one of the sequence that no trial has or had.
 * Where few points are left the sequence may not come to them for long: when it has given so many points that were tried
 * already, the next one is any of those that are left, each as likely as the others. What all points cost together grows with
 * the number of trials, at any size of the space.
 */
export function samplerWithoutRepeats(space: FiniteSpace, sequence: PointSequence, seed = 0): Sampler {
  const pickSeed = createRandomSource(seed).integerBelow(2 ** 32);
  /** Up to where the sequence has nothing but points that were tried, which it is then the next time as well. */
  let before: { readonly tried: TriedPoints; readonly count: number } | undefined;
  return {
    countLeft: (observations) => space.size - BigInt(space.triedBy(observations).count),
    nextPoint(trial, observations) {
      const tried = space.triedBy(observations);
      if (BigInt(tried.count) >= space.size) return undefined;
      let index = before?.tried === tried ? before.count : 0;
      for (; index < 2 * observations.length + patience; index += 1) {
        const point = sequence(index);
        if (tried.has(point)) continue;
        before = { tried, count: index };
        return point;
      }
      before = { tried, count: index };
      return tried.pickOther(createRandomSource(pickSeed * 2 ** 20 + trial));
    },
  };
}
