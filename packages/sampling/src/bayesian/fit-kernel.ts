import { choleskyFactor, inverseOfFactored, solveLower, solveUpper } from './cholesky.js';
import { type KernelParameters, squaredAxisDistance } from './matern-kernel.js';
import { minimize, type ValueAndGradient } from './minimize.js';
import type { Position, SearchAxis } from './search-axes.js';

/** Values that were measured, with mean 0 and standard deviation 1. */
export interface TrainingSet {
  readonly axes: readonly SearchAxis[];
  readonly positions: readonly Position[];
  readonly values: readonly number[];
}

/** The prior of a parameter: its logarithm is normally distributed. */
interface LogNormalPrior {
  readonly mean: number;
  readonly deviation: number;
}

const signalPrior: LogNormalPrior = { mean: 0, deviation: 1 };
const noisePrior: LogNormalPrior = { mean: -8, deviation: 3 };
const maxEvaluations = 30;
/** Keeps the covariances positive definite in doubles, however little noise there seems to be. */
const leastNoise = 1e-6;
/** Logarithms of parameters beyond this are no better than at it, and overflow in the end. */
const farthest = 14;

/**
 * The parameters of the kernel that are the most probable for what was measured: the largest marginal likelihood times the
 * priors. Length scales are expected to grow with the root of the number of axes (C. Hvarfner, E. O. Hellsten and
 * L. Nardi, "Vanilla Bayesian Optimization Performs Great in High Dimensions", ICML 2024).
 *
 * Deterministic: the search goes downhill from the priors' own means and from a rougher function, and takes the better end.
 */
export function fitKernel(set: TrainingSet): KernelParameters {
  const count = set.axes.length;
  const lengthPrior: LogNormalPrior = { mean: Math.log(0.55 * Math.sqrt(count)), deviation: 1 };
  const priors = [...set.axes.map(() => lengthPrior), signalPrior, noisePrior];
  const objective = createObjective(set, priors);
  const starts = [
    Float64Array.from(priors, ({ mean }) => mean),
    Float64Array.from([...set.axes.map(() => Math.log(0.3)), 0, Math.log(0.01)]),
  ];
  const ends = starts.map((start) => minimize(objective, start, maxEvaluations));
  const [best] = ends.toSorted((a, b) => a.value - b.value);
  const fitted = Array.from(best?.point ?? [], Math.exp);
  return {
    lengthScales: fitted.slice(0, count),
    signalVariance: fitted[count] ?? 1,
    noiseVariance: (fitted[count + 1] ?? 0) + leastNoise,
  };
}

/** The negative logarithm of the posterior density, as a function of the parameters' logarithms. */
export function createObjective(
  { axes, positions, values }: TrainingSet,
  priors: readonly LogNormalPrior[],
): (logarithms: Float64Array) => ValueAndGradient {
  const n = positions.length;
  const count = axes.length;
  const distances = axes.map(({ kind }, axis) => pairwise(positions, axis, kind));
  return (logarithms) => {
    const gradient = new Float64Array(count + 2);
    const weights = axes.map((_, axis) => Math.exp(-2 * (logarithms[axis] ?? 0)));
    const signal = Math.exp(logarithms[count] ?? 0);
    const noise = Math.exp(logarithms[count + 1] ?? 0);
    const covariance = new Float64Array(n * n);
    /** The change of each covariance with the logarithm of a length scale, but for the axis's own share. */
    const slopes = new Float64Array(n * n);
    for (let row = 0; row < n; row += 1) {
      for (let column = 0; column < row; column += 1) {
        const at = row * n + column;
        let squared = 0;
        for (let axis = 0; axis < count; axis += 1) squared += (weights[axis] ?? 0) * (distances[axis]?.[at] ?? 0);
        const scaled = Math.sqrt(5 * squared);
        const decay = signal * Math.exp(-scaled);
        covariance[at] = decay * (1 + scaled + (5 / 3) * squared);
        slopes[at] = decay * (5 / 3) * (1 + scaled);
      }
      covariance[row * n + row] = signal + noise + leastNoise;
    }
    const isNear = logarithms.every((logarithm) => Math.abs(logarithm) < farthest);
    const factor = isNear ? choleskyFactor(covariance, n) : undefined;
    if (factor === undefined) return { value: Number.POSITIVE_INFINITY, gradient };

    const solved = Float64Array.from(values);
    solveLower(factor, solved);
    let value = 0;
    for (let row = 0; row < n; row += 1) value += (solved[row] ?? 0) ** 2 / 2 + Math.log(factor[row * n + row] ?? 1);
    solveUpper(factor, solved);

    // d value / d p = sum of (inverse - solved solved') (d covariance / d p) / 2 over all pairs.
    const inverse = inverseOfFactored(factor, n);
    for (let row = 0; row < n; row += 1) {
      for (let column = 0; column < row; column += 1) {
        const at = row * n + column;
        const share = (inverse[at] ?? 0) - (solved[row] ?? 0) * (solved[column] ?? 0);
        const slope = share * (slopes[at] ?? 0);
        for (let axis = 0; axis < count; axis += 1) {
          gradient[axis] = (gradient[axis] ?? 0) + slope * (weights[axis] ?? 0) * (distances[axis]?.[at] ?? 0);
        }
        gradient[count] = (gradient[count] ?? 0) + share * (covariance[at] ?? 0);
      }
      const share = ((inverse[row * n + row] ?? 0) - (solved[row] ?? 0) ** 2) / 2;
      gradient[count] = (gradient[count] ?? 0) + share * signal;
      gradient[count + 1] = (gradient[count + 1] ?? 0) + share * noise;
    }
    for (const [index, { mean, deviation }] of priors.entries()) {
      const off = ((logarithms[index] ?? 0) - mean) / deviation;
      value += (off * off) / 2;
      gradient[index] = (gradient[index] ?? 0) + off / deviation;
    }
    return { value, gradient };
  };
}

function pairwise(positions: readonly Position[], axis: number, kind: SearchAxis['kind']): Float64Array {
  const n = positions.length;
  const distances = new Float64Array(n * n);
  for (const [row, position] of positions.entries()) {
    for (let column = 0; column < row; column += 1) {
      const other = positions[column]?.[axis] ?? 0;
      distances[row * n + column] = squaredAxisDistance(kind, position[axis] ?? 0, other);
    }
  }
  return distances;
}
