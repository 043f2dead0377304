import type { PrimaryMetricGoal } from '@hyperdrive-run/core';
import type { ParameterExpression } from '@hyperdrive-run/core/config';
import { createFiniteSpace } from '../finite/finite-space.js';
import { createRandomSource, type RandomSource } from '../random/random-source.js';
import type { Observation, SampledPoint, Sampler } from '../sampler.js';
import { createSobolSampler } from '../sobol/sobol-sampler.js';
import { logExpectedImprovement } from './expected-improvement.js';
import { fitKernel } from './fit-kernel.js';
import { conditionProcess, type GaussianProcess } from './gaussian-process.js';
import { type ModelledObservations, modelObservations } from './model-observations.js';
import { type Position, pointAtPosition, type SearchAxis, searchAxes } from './search-axes.js';
import { searchPosition } from './search-position.js';

/** Positions around which the search looks, beside the whole space. */
const knownPositions = 5;
/** How far the logarithm of an expected improvement may be off by rounding, as a share of it. */
const roundingOf = 1e-9;

/** What Bayesian sampling is made from. */
export interface BayesianSamplerInput {
  /** Contains only `choice` of numbers or of text, `uniform` and `quniform`. */
  readonly space: ReadonlyMap<string, ParameterExpression>;
  readonly goal: PrimaryMetricGoal;
  readonly seed: number;
}

/**
 * Chooses each point by what the trials before it reached: where a Gaussian process expects the largest improvement.
 * `docs/search.md` describes how. It begins with points of a Sobol sequence, until enough trials have a value. Of finitely
 * many points it chooses each once.
 */
export function createBayesianSampler({ space, goal, seed }: BayesianSamplerInput): Sampler {
  const axes = searchAxes(space);
  const finite = createFiniteSpace(space);
  const first = createSobolSampler(space, seed);
  const searchSeed = createRandomSource(seed).integerBelow(2 ** 32);
  return {
    countLeft: first.countLeft,
    takesLong: (observations) => mayHaveModel(axes, observations),
    nextPoint(trial, observations) {
      const tried = finite?.triedBy(observations);
      if (finite !== undefined && tried !== undefined && BigInt(tried.count) >= finite.size) return undefined;
      const known = modelObservations(axes, goal, observations);
      if (known.reached < firstPoints(axes)) return first.nextPoint(trial, observations);
      // Each trial has a stream of its own: the point depends on nothing that was asked for before.
      const random = createRandomSource(searchSeed * 2 ** 20 + trial);
      const proposed = propose(axes, known, random) ?? first.nextPoint(trial, observations);
      return proposed !== undefined && tried?.has(proposed) ? tried.pickOther(random) : proposed;
    },
  };
}

/** How many trials must have a value before a model is made from them. */
export function firstPoints(axes: readonly SearchAxis[]): number {
  return Math.min(10, axes.length + 3);
}

/** Whether so many trials have a value that a model may be made from them, without a look at which of them count. */
function mayHaveModel(axes: readonly SearchAxis[], observations: readonly Observation[]): boolean {
  return observations.filter(({ value, ended }) => ended && value !== undefined).length >= firstPoints(axes);
}

function propose(
  axes: readonly SearchAxis[],
  { positions, values, fitted, running, tried }: ModelledObservations,
  random: RandomSource,
): SampledPoint | undefined {
  const parameters = fitKernel({ axes, ...fitted });
  const process = conditionProcess({ axes, parameters, positions, values, believed: running });
  if (process === undefined) return undefined;
  const ranked = rank(positions, process);
  const lowest = ranked[0]?.mean ?? 0;
  const position = searchPosition({
    axes,
    score: (candidate, floor) => scoreAbove(floor, candidate, process, lowest),
    known: ranked.slice(0, knownPositions).map((entry) => entry.position),
    tried,
    random,
  });
  return pointAtPosition(axes, position);
}

/**
 * The improvement that is expected at a position. Where the mean, with the largest deviation that it can have, promises less
 * than the floor, the deviation is not computed to its end: less improvement is expected of a smaller one.
 */
function scoreAbove(floor: number, position: Position, process: GaussianProcess, lowest: number): number {
  const least = floor - roundingOf * (1 + Math.abs(floor));
  const prediction = process.predict(position, (atMost) => !(logExpectedImprovement(atMost, lowest) < least));
  return prediction === undefined ? Number.NEGATIVE_INFINITY : logExpectedImprovement(prediction, lowest);
}

/** Positions by what the process expects there, the best first: with noise a measured value is no measure. */
function rank(positions: readonly Position[], process: GaussianProcess): { position: Position; mean: number }[] {
  return positions
    .map((position) => ({ position, mean: process.meanAt(position) }))
    .toSorted((a, b) => a.mean - b.mean);
}
