import type { Position, SearchAxis } from './search-axes.js';

/** What a kernel has been fitted to. */
export interface KernelParameters {
  /** One an axis: the distance over which values are alike. */
  readonly lengthScales: readonly number[];
  /** The variance of the function itself. */
  readonly signalVariance: number;
  /** The variance of what is measured about it. */
  readonly noiseVariance: number;
}

/**
 * The covariance of two points under the Matern 5/2 kernel with a length scale for each axis (C. E. Rasmussen and
 * C. K. I. Williams, "Gaussian Processes for Machine Learning", 2006, section 4.2), without noise: with r the distance
 * in length scales, variance (1 + sqrt(5) r + 5 r^2 / 3) exp(-sqrt(5) r).
 */
export function maternCovariance(squaredDistance: number, signalVariance: number): number {
  const scaled = Math.sqrt(5 * squaredDistance);
  return signalVariance * (1 + scaled + (5 / 3) * squaredDistance) * Math.exp(-scaled);
}

/** The squared distance of two positions on one axis: of categories 1 where they differ. */
export function squaredAxisDistance(kind: SearchAxis['kind'], a: number, b: number): number {
  if (kind === 'category') return a === b ? 0 : 1;
  return (a - b) * (a - b);
}

/** Makes the function that gives a point's covariances with others. */
export function createCovariances(
  axes: readonly SearchAxis[],
  { lengthScales, signalVariance }: Omit<KernelParameters, 'noiseVariance'>,
): (position: Position, others: readonly Position[]) => Float64Array {
  const weights = lengthScales.map((length) => 1 / (length * length));
  const kinds = axes.map(({ kind }) => kind);
  return (position, others) => {
    const covariances = new Float64Array(others.length);
    for (const [index, other] of others.entries()) {
      let squaredDistance = 0;
      for (let axis = 0; axis < kinds.length; axis += 1) {
        const kind = kinds[axis] ?? 'continuous';
        squaredDistance += (weights[axis] ?? 0) * squaredAxisDistance(kind, position[axis] ?? 0, other[axis] ?? 0);
      }
      covariances[index] = maternCovariance(squaredDistance, signalVariance);
    }
    return covariances;
  };
}
