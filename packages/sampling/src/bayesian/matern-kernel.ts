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

/** Writes a position's covariances with the first so many of the known positions. */
export type WriteCovariances = (position: Position, covariances: Float64Array, count: number) => void;

/** Makes the function that writes a position's covariances with known ones. */
export function createCovariances(
  axes: readonly SearchAxis[],
  { lengthScales, signalVariance }: Omit<KernelParameters, 'noiseVariance'>,
  known: readonly Position[],
): WriteCovariances {
  const writeSquares = createSquaredDistances(axes, lengthScales, known);
  const squares = new Float64Array(known.length + 3);
  return (position, covariances, count) => {
    writeSquares(position, squares, count);
    for (let index = 0; index < count; index += 1) {
      covariances[index] = maternCovariance(squares[index] ?? 0, signalVariance);
    }
  };
}

/**
 * Makes the function that writes a position's squared distances, in length scales, with the first so many of the known
 * positions. It works on four of them at a time, which take turns as in `subtractProducts`, and so may write up to three
 * more than it is asked for.
 */
function createSquaredDistances(
  axes: readonly SearchAxis[],
  lengthScales: readonly number[],
  known: readonly Position[],
): (position: Position, squares: Float64Array, count: number) => void {
  const dimensions = axes.length;
  const weights = Float64Array.from(lengthScales, (length) => 1 / (length * length));
  const isCategory = Uint8Array.from(axes, ({ kind }) => Number(kind === 'category'));
  const coordinates = new Float64Array((known.length + 3) * dimensions);
  for (const [index, position] of known.entries()) coordinates.set(position, index * dimensions);
  return (position, squares, count) => {
    for (let index = 0; index < count; index += 4) {
      const at0 = index * dimensions;
      const at1 = at0 + dimensions;
      const at2 = at1 + dimensions;
      const at3 = at2 + dimensions;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let axis = 0; axis < dimensions; axis += 1) {
        const coordinate = position[axis] ?? 0;
        const weight = weights[axis] ?? 0;
        let d0 = coordinate - (coordinates[at0 + axis] ?? 0);
        let d1 = coordinate - (coordinates[at1 + axis] ?? 0);
        let d2 = coordinate - (coordinates[at2 + axis] ?? 0);
        let d3 = coordinate - (coordinates[at3 + axis] ?? 0);
        if (isCategory[axis] === 1) {
          d0 = d0 === 0 ? 0 : 1;
          d1 = d1 === 0 ? 0 : 1;
          d2 = d2 === 0 ? 0 : 1;
          d3 = d3 === 0 ? 0 : 1;
        }
        s0 += weight * (d0 * d0);
        s1 += weight * (d1 * d1);
        s2 += weight * (d2 * d2);
        s3 += weight * (d3 * d3);
      }
      squares[index] = s0;
      squares[index + 1] = s1;
      squares[index + 2] = s2;
      squares[index + 3] = s3;
    }
  };
}
