import { choleskyFactor, solveLower, solveUpper } from '../algebra/cholesky.js';
import { createInverter } from '../algebra/invert-factored.js';
import type { Objective } from '../algebra/minimize.js';
import { createPairCovariances } from './pair-covariances.js';
import type { Position, SearchAxis } from './search-axes.js';

/** Values that were measured, with mean 0 and standard deviation 1. */
export interface TrainingSet {
  readonly axes: readonly SearchAxis[];
  readonly positions: readonly Position[];
  readonly values: readonly number[];
}

/** The prior of a parameter: its logarithm is normally distributed. */
export interface LogNormalPrior {
  readonly mean: number;
  readonly deviation: number;
}

/** Logarithms of parameters beyond this are no better than at it, and overflow in the end. */
const farthest = 14;

/**
 * The negative logarithm of the posterior density of a kernel's parameters, as a function of their logarithms: a length
 * scale for each axis, the variance of the function, the variance of the noise.
 */
export function createKernelObjective(
  { axes, positions, values }: TrainingSet,
  priors: readonly LogNormalPrior[],
): Objective {
  const n = positions.length;
  const count = axes.length;
  const covariances = createPairCovariances(axes, positions);
  const factor = new Float64Array(n * n);
  const invert = createInverter(n);
  const solved = new Float64Array(n);
  let logarithms: Float64Array = new Float64Array(count + 2);

  function offPrior(index: number): number {
    const { mean, deviation } = priors[index] ?? { mean: 0, deviation: 1 };
    return ((logarithms[index] ?? 0) - mean) / deviation;
  }

  return {
    valueAt(point) {
      logarithms = point;
      if (!point.every((logarithm) => Math.abs(logarithm) < farthest)) return Number.POSITIVE_INFINITY;
      covariances.fill(point);
      if (choleskyFactor(covariances.matrix, n, factor) === undefined) return Number.POSITIVE_INFINITY;
      solved.set(values);
      solveLower(factor, solved);
      let value = 0;
      for (let row = 0; row < n; row += 1) {
        const part = solved[row] ?? 0;
        value += (part * part) / 2 + Math.log(factor[row * n + row] ?? 1);
      }
      for (let index = 0; index < priors.length; index += 1) {
        const off = offPrior(index);
        value += (off * off) / 2;
      }
      return value;
    },
    slopes() {
      const explained = solved.slice();
      solveUpper(factor, explained);
      const slopes = covariances.slopes(invert(factor), explained);
      for (const [index, { deviation }] of priors.entries()) {
        slopes[index] = (slopes[index] ?? 0) + offPrior(index) / deviation;
      }
      return slopes;
    },
  };
}
