import { choleskyFactor, solveLower, solveUpper } from './cholesky.js';
import { createCovariances, type KernelParameters } from './matern-kernel.js';
import type { Position, SearchAxis } from './search-axes.js';

/** What a model expects at a position: the mean and the standard deviation of the function, without noise. */
export interface Prediction {
  readonly mean: number;
  readonly deviation: number;
}

/** A Gaussian process with mean 0 that has seen some values. */
export interface GaussianProcess {
  predict(position: Position): Prediction;
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

/** Conditions a process on what was seen. @returns `undefined` where the covariances are not positive definite in doubles */
export function conditionProcess(input: GaussianProcessInput): GaussianProcess | undefined {
  const { axes, parameters, positions, values, believed = [] } = input;
  const { signalVariance, noiseVariance } = parameters;
  const covariances = createCovariances(axes, parameters);
  const all = [...positions, ...believed];
  const n = all.length;
  const matrix = new Float64Array(n * n);
  for (const [row, position] of all.entries()) {
    matrix.set(covariances(position, all.slice(0, row + 1)), row * n);
    matrix[row * n + row] = signalVariance + noiseVariance;
  }
  const factor = choleskyFactor(matrix, n);
  if (factor === undefined) return undefined;
  const weights = weightsOf(factor, n, values);
  return {
    predict(position) {
      const covariance = covariances(position, all);
      let mean = 0;
      for (let index = 0; index < values.length; index += 1) mean += (covariance[index] ?? 0) * (weights[index] ?? 0);
      solveLower(factor, covariance);
      let variance = signalVariance;
      for (const part of covariance) variance -= part * part;
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
