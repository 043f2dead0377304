import { standardNormalDensity, standardNormalDistribution } from '../random/normal-distribution.js';
import type { Prediction } from './gaussian-process.js';

/**
 * The logarithm of the improvement that is expected at a point over the lowest value so far: of deviation (z Phi(z) +
 * phi(z)) with z = (lowest - mean) / deviation (D. R. Jones, M. Schonlau and W. J. Welch, J. Global Optimization 13,
 * 1998). The logarithm, so that points of which next to nothing is expected still differ.
 */
export function logExpectedImprovement({ mean, deviation }: Prediction, lowest: number): number {
  if (deviation <= 0) return mean < lowest ? Math.log(lowest - mean) : Number.NEGATIVE_INFINITY;
  const z = (lowest - mean) / deviation;
  return Math.log(deviation) + logStandardImprovement(z);
}

function logStandardImprovement(z: number): number {
  if (z > -5) return Math.log(z * standardNormalDistribution(z) + standardNormalDensity(z));
  // The two terms cancel: what is left is phi(z) times the asymptotic series 1/z^2 - 3/z^4 + 15/z^6 - 105/z^8.
  const t = 1 / (z * z);
  return -(z * z) / 2 - Math.log(Math.sqrt(2 * Math.PI)) + Math.log(t * (1 - t * (3 - t * (15 - t * 105))));
}
