import { createRandomSource } from '../random/random-source.js';
import { maxSobolDimensions, sobolDimensions } from './sobol-direction-numbers.js';

const bits = 32;

/** A sequence of points that fills the unit cube evenly: any first 2^k of them, and each of its projections too. */
export interface SobolSequence {
  /**
   * A point, by its number from 0 (below 2^32): one coordinate a dimension, inside (0, 1). Coordinates are odd multiples of 2^-33,
   * the centres of the 2^32 cells of an axis, so that neither 0 nor 1 is ever among them.
   */
  pointAt(index: number): readonly number[];
}

/**
 * Makes a Sobol sequence in Gray code order with the direction numbers of Joe and Kuo.
 *
 * With a seed it is scrambled by a random linear map of the digits and a random shift (J. Matousek, "On the
 * L2-discrepancy for anchored boxes", J. Complexity 14, 1998): each point alone is then uniformly distributed, and all of
 * them together still are the net that they were.
 *
 * @param dimensions from 1 to {@link maxSobolDimensions}
 * @param seed any safe integer; without one the sequence is the published one
 */
export function createSobolSequence(dimensions: number, seed?: number): SobolSequence {
  if (dimensions > maxSobolDimensions) throw new RangeError(`A Sobol sequence has at most ${maxSobolDimensions} axes.`);
  const random = seed === undefined ? undefined : createRandomSource(seed);
  const word = (): number => random?.integerBelow(2 ** bits) ?? 0;
  const axes = Array.from({ length: dimensions }, (_, axis) => {
    const directions = directionsOf(axis);
    if (random === undefined) return { directions, shift: 0 };
    const scramble = lowerTriangular(word);
    return { directions: directions.map((direction) => multiply(scramble, direction)), shift: word() };
  });
  return {
    pointAt(index) {
      const gray = index ^ (index >>> 1);
      return axes.map(({ directions, shift }) => {
        let digits = shift;
        for (let rest = gray, bit = 0; rest !== 0; rest >>>= 1, bit += 1) {
          if (rest & 1) digits ^= directions[bit] ?? 0;
        }
        return ((digits >>> 0) + 0.5) / 2 ** bits;
      });
    },
  };
}

/** The direction numbers v_1 to v_32 of an axis, as binary fractions of 32 digits. */
function directionsOf(axis: number): readonly number[] {
  const dimension = sobolDimensions[axis - 1];
  if (dimension === undefined) return Array.from({ length: bits }, (_, bit) => (1 << (bits - 1 - bit)) >>> 0);
  const { degree, coefficients, initial } = dimension;
  const directions = initial.map((m, bit) => (m << (bits - 1 - bit)) >>> 0);
  for (let bit = degree; bit < bits; bit += 1) {
    const before = directions[bit - degree] ?? 0;
    let direction = before ^ (before >>> degree);
    for (let k = 1; k < degree; k += 1) {
      if ((coefficients >> (degree - 1 - k)) & 1) direction ^= directions[bit - k] ?? 0;
    }
    directions.push(direction >>> 0);
  }
  return directions;
}

/** The rows of a random matrix of bits with ones on its diagonal and zeros right of it; the first row is the first digit. */
function lowerTriangular(word: () => number): readonly number[] {
  return Array.from({ length: bits }, (_, row) => {
    const diagonal = (1 << (bits - 1 - row)) >>> 0;
    const left = row === 0 ? 0 : word() & ~((diagonal << 1) - 1);
    return (left | diagonal) >>> 0;
  });
}

/** The product of a matrix and a column of bits, modulo 2. */
function multiply(rows: readonly number[], column: number): number {
  let product = 0;
  for (const [row, entries] of rows.entries()) {
    if (isOdd(entries & column)) product |= 1 << (bits - 1 - row);
  }
  return product >>> 0;
}

/** Whether a word has an odd number of ones. */
function isOdd(word: number): boolean {
  let folded = word;
  for (let width = bits / 2; width > 0; width >>>= 1) folded ^= folded >>> width;
  return (folded & 1) === 1;
}
