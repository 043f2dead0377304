import { describeExpression, type HyperparameterSampling } from '@hyperdrive-run/core/config';
import type { SampledPoint } from '../sampler.js';
import { positionOfPoint, searchAxes } from './search-axes.js';

/** What Bayesian sampling makes of the trials of an earlier sweep, whose search space may be another one. */
export interface EarlierPoints {
  /** How many of the trials lie in the search space: only these are observations. */
  readonly observations: number;
  readonly trials: number;
  /**
   * Why the others are none, one phrase a hyperparameter, in the order of the space: `8 have no lr`, or
   * `3 have a value of momentum outside of uniform(0, 1)`, which a value of another type is, too. A trial may be in several.
   */
  readonly misfits: readonly string[];
}

/**
 * Counts the trials of an earlier sweep that Bayesian sampling learns from, by the same rule as its model.
 * @returns `undefined` for another sampling: it learns from no trials
 */
export function describeEarlierPoints(
  sampling: HyperparameterSampling,
  points: readonly SampledPoint[],
): EarlierPoints | undefined {
  if (sampling.kind !== 'bayesian') return undefined;
  const axes = searchAxes(sampling.parameterSpace);
  const misfits = axes.flatMap((axis) => {
    const { name } = axis;
    const expression = sampling.parameterSpace.get(name);
    const values = points.map((point) => point.get(name));
    const missing = values.filter((value) => value === undefined).length;
    const outside = values.filter((value) => value !== undefined && axis.positionOf(value) === undefined).length;
    return [
      ...(missing === 0 ? [] : [`${have(missing)} no ${name}`]),
      ...(outside === 0 || expression === undefined
        ? []
        : [`${have(outside)} a value of ${name} outside of ${describeExpression(expression)}`]),
    ];
  });
  const observations = points.filter((point) => positionOfPoint(axes, point) !== undefined).length;
  return { observations, trials: points.length, misfits };
}

function have(count: number): string {
  return `${count} ${count === 1 ? 'has' : 'have'}`;
}
