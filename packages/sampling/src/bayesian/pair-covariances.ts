import { addOverPairs, sumOverAxes } from './axis-sums.js';
import { squaredAxisDistance } from './matern-kernel.js';
import type { Position, SearchAxis } from './search-axes.js';

/** Keeps the covariances positive definite in doubles, however little noise there seems to be. */
export const leastNoise = 1e-6;

/** The covariances of measured positions under a kernel whose parameters change, and how they change with these. */
export interface PairCovariances {
  /** The covariances, noise included, as rows of the lower triangle. Written anew by `fill`. */
  readonly matrix: Float64Array;
  /** @param logarithms of a length scale for each axis, of the variance of the function and of that of the noise */
  fill(logarithms: Float64Array): void;
  /**
   * How the marginal likelihood's negative logarithm changes with each of the logarithms that `fill` was called with last.
   * @param inverse the inverse of the matrix, its lower triangle
   * @param explained the inverse times the values
   */
  slopes(inverse: Float64Array, explained: Float64Array): Float64Array;
}

/** Makes the covariances of some positions. All that is needed for each set of parameters is made here, once. */
export function createPairCovariances(axes: readonly SearchAxis[], positions: readonly Position[]): PairCovariances {
  const n = positions.length;
  const count = axes.length;
  const pairs = (n * (n - 1)) / 2;
  const distances = pairwiseDistances(axes, positions);
  const matrix = new Float64Array(n * n);
  const squares = new Float64Array(pairs);
  /** The change of each covariance with the logarithm of a length scale, but for the axis's own share. */
  const changes = new Float64Array(pairs);
  /** The same, times what the likelihood changes with the covariance. */
  const factors = new Float64Array(pairs);
  const weights = new Float64Array(count);
  let signal = 1;
  let noise = 0;

  return {
    matrix,
    fill(logarithms) {
      for (let axis = 0; axis < count; axis += 1) weights[axis] = Math.exp(-2 * (logarithms[axis] ?? 0));
      signal = Math.exp(logarithms[count] ?? 0);
      noise = Math.exp(logarithms[count + 1] ?? 0);
      sumOverAxes(weights, distances, squares);
      let pair = 0;
      for (let row = 0; row < n; row += 1) {
        for (let column = 0; column < row; column += 1) {
          const squared = squares[pair] ?? 0;
          const scaled = Math.sqrt(5 * squared);
          const decay = signal * Math.exp(-scaled);
          matrix[row * n + column] = decay * (1 + scaled + (5 / 3) * squared);
          changes[pair] = decay * (5 / 3) * (1 + scaled);
          pair += 1;
        }
        matrix[row * n + row] = signal + noise + leastNoise;
      }
    },
    slopes(inverse, explained) {
      // d value / d p = sum of (inverse - explained explained') (d covariance / d p) / 2 over all pairs.
      const slopes = new Float64Array(count + 2);
      let [ofSignal, ofNoise] = [0, 0];
      let pair = 0;
      for (let row = 0; row < n; row += 1) {
        const own = explained[row] ?? 0;
        for (let column = 0; column < row; column += 1) {
          const at = row * n + column;
          const share = (inverse[at] ?? 0) - own * (explained[column] ?? 0);
          factors[pair] = share * (changes[pair] ?? 0);
          ofSignal += share * (matrix[at] ?? 0);
          pair += 1;
        }
        const share = ((inverse[row * n + row] ?? 0) - own * own) / 2;
        ofSignal += share * signal;
        ofNoise += share * noise;
      }
      addOverPairs(factors, weights, distances, slopes);
      slopes[count] = ofSignal;
      slopes[count + 1] = ofNoise;
      return slopes;
    },
  };
}

/** The squared distances of all pairs, axis by axis: those of one pair lie side by side, a row's pairs in order. */
function pairwiseDistances(axes: readonly SearchAxis[], positions: readonly Position[]): Float64Array {
  const n = positions.length;
  const distances = new Float64Array(((n * (n - 1)) / 2) * axes.length);
  let at = 0;
  for (const [row, position] of positions.entries()) {
    for (const other of positions.slice(0, row)) {
      for (const [axis, { kind }] of axes.entries()) {
        distances[at] = squaredAxisDistance(kind, position[axis] ?? 0, other[axis] ?? 0);
        at += 1;
      }
    }
  }
  return distances;
}
