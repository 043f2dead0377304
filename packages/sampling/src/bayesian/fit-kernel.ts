import { minimize } from '../algebra/minimize.js';
import { createKernelObjective, type LogNormalPrior, type TrainingSet } from './kernel-objective.js';
import type { KernelParameters } from './matern-kernel.js';
import { leastNoise } from './pair-covariances.js';

const signalPrior: LogNormalPrior = { mean: 0, deviation: 1 };
const noisePrior: LogNormalPrior = { mean: -8, deviation: 3 };
const maxEvaluations = 30;

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
  const objective = createKernelObjective(set, priors);
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
