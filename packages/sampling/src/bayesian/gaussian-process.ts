import { choleskyFactor, solveLower, solveLowerRows, solveUpper } from '../algebra/cholesky.js';
import { createCovariances, type KernelParameters } from './matern-kernel.js';
import type { Position, SearchAxis } from './search-axes.js';

/** What a model expects at a position: the mean and the standard deviation of the function, without noise. */
export interface Prediction {
  readonly mean: number;
  readonly deviation: number;
}

/** A Gaussian process with mean 0 that has seen some values. */
export interface GaussianProcess {
  /** The mean alone, which costs much less than the deviation. */
  meanAt(position: Position): number;
  /**
   * What the process expects at a position.
   * @param isWorthwhile called with the mean, and deviations that the real one is not above, ever nearer to it. Where it
   *   returns false the work ends; by default it goes to the end
   * @returns `undefined` where the work was ended
   */
  predict(position: Position, isWorthwhile?: (atMost: Prediction) => boolean): Prediction | undefined;
}

/** What a process has seen, and what it assumes. */
export interface GaussianProcessInput {
  readonly axes: readonly SearchAxis[];
  readonly parameters: KernelParameters;
  readonly positions: readonly Position[];
  /** One a position. */
  readonly values: readonly number[];
  /**
   * Positions whose values are still to come. The process believes that they will be what it expects (the "kriging
   * believer" of D. Ginsbourger, R. Le Riche and L. Carraro, 2010): the mean stays as it is everywhere, and around them it
   * is as sure as if they had been measured.
   */
  readonly believed?: readonly Position[] | undefined;
}

/** After how many rows of a solution it is asked whether the rest is worth its while. */
const rowsBetweenLooks = 16;

/** Conditions a process on what was seen. @returns `undefined` where the covariances are not positive definite in doubles */
export function conditionProcess(input: GaussianProcessInput): GaussianProcess | undefined {
  const { axes, parameters, positions, values, believed = [] } = input;
  const { signalVariance, noiseVariance } = parameters;
  const all = [...positions, ...believed];
  const n = all.length;
  const writeCovariances = createCovariances(axes, parameters, all);
  const matrix = new Float64Array(n * n);
  for (const [row, position] of all.entries()) {
    writeCovariances(position, matrix.subarray(row * n), row);
    matrix[row * n + row] = signalVariance + noiseVariance;
  }
  const factor = choleskyFactor(matrix, n, matrix);
  if (factor === undefined) return undefined;
  const weights = weightsOf(factor, n, values);
  /** Used for one position after the other. */
  const covariances = new Float64Array(n);

  function meanOf(count: number, position: Position): number {
    writeCovariances(position, covariances, count);
    let mean = 0;
    for (let index = 0; index < weights.length; index += 1) mean += (covariances[index] ?? 0) * (weights[index] ?? 0);
    return mean;
  }

  return {
    meanAt: (position) => meanOf(weights.length, position),
    predict(position, isWorthwhile = () => true) {
      const mean = meanOf(n, position);
      let variance = signalVariance;
      // What a part of the values explains of the variance, all of them explain.
      for (let row = 0; row < n; row += rowsBetweenLooks) {
        if (!isWorthwhile({ mean, deviation: Math.sqrt(Math.max(0, variance)) })) return undefined;
        const next = Math.min(n, row + rowsBetweenLooks);
        solveLowerRows(factor, covariances, row, next);
        for (let solved = row; solved < next; solved += 1) {
          const part = covariances[solved] ?? 0;
          variance -= part * part;
        }
      }
      return { mean, deviation: Math.sqrt(Math.max(0, variance)) };
    },
  };
}

/** The solution of K w = values for the first rows alone, those that were measured: the leading part of the factor. */
function weightsOf(factor: Float64Array, n: number, values: readonly number[]): Float64Array {
  const measured = values.length;
  const leading = new Float64Array(measured * measured);
  for (let row = 0; row < measured; row += 1) {
    leading.set(factor.subarray(row * n, row * n + measured), row * measured);
  }
  const weights = Float64Array.from(values);
  solveLower(leading, weights);
  solveUpper(leading, weights);
  return weights;
}
