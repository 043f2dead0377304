import { createRandomSource } from '../random/random-source.js';
import type { SampledPoint, Sampler } from '../sampler.js';
import type { FiniteSpace } from './finite-space.js';

/** What makes points one after the other, without a look at trials: by number, from 0. */
export type PointSequence = (index: number) => SampledPoint;

/** So many more points of a sequence are looked at than twice as many as were tried. */
const patience = 100;

/**
 * Tries each point of a finite space once. The next point is the first one of the sequence that no trial has or had.
 * Where few points are left the sequence may not come to them for long: when it has given so many points that were tried
 * already, the next one is any of those that are left, each as likely as the others. What it costs grows with the
 * number of trials, at any size of the space.
 */
export function samplerWithoutRepeats(space: FiniteSpace, sequence: PointSequence, seed = 0): Sampler {
  const pickSeed = createRandomSource(seed).integerBelow(2 ** 32);
  return {
    countLeft: (observations) => space.size - BigInt(space.triedBy(observations).count),
    nextPoint(trial, observations) {
      const tried = space.triedBy(observations);
      if (BigInt(tried.count) >= space.size) return undefined;
      for (let index = 0; index < 2 * observations.length + patience; index += 1) {
        const point = sequence(index);
        if (!tried.has(point)) return point;
      }
      return tried.pickOther(createRandomSource(pickSeed * 2 ** 20 + trial));
    },
  };
}
