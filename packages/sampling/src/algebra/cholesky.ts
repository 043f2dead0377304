// Algebra of symmetric positive definite matrices. A matrix is its rows one after the other; n is the number of rows. Of
// symmetric and lower triangular matrices the numbers above the diagonal are neither read nor meant.
//
// Every number is the result of the same operations in the same order as in the textbook's loops over rows, columns and
// sums: the blocks change only which numbers are worked on meanwhile. So the points of a seed do not depend on them.

import { subtractProducts } from './subtract-products.js';

/** How many columns are finished together. */
const block = 2;

/**
 * The lower triangular L with L L' = matrix.
 * @param factor where it is written: the matrix itself, or another of its size
 * @returns the factor; `undefined` where the matrix is not positive definite, and then `factor` is of no use
 */
export function choleskyFactor(
  matrix: Float64Array,
  n: number,
  factor: Float64Array = new Float64Array(n * n),
): Float64Array | undefined {
  if (factor !== matrix) factor.set(matrix);
  for (let from = 0; from < n; from += block) {
    const to = Math.min(n, from + block);
    subtractProducts({
      width: n,
      target: factor,
      left: factor,
      right: factor,
      rowsFrom: from,
      rowsTo: n,
      columnsFrom: from,
      columnsTo: to,
      depthFrom: 0,
      depthTo: from,
    });
    for (let column = from; column < to; column += 1) {
      const diagonal = Math.sqrt(finish(factor, n, column, column, from));
      if (!(diagonal > 0)) return undefined;
      factor[column * n + column] = diagonal;
      for (let row = column + 1; row < n; row += 1) {
        factor[row * n + column] = finish(factor, n, row, column, from) / diagonal;
      }
    }
  }
  return factor;
}

/** The sum of an element of the factor, from which the products before the block are subtracted already. */
function finish(factor: Float64Array, n: number, row: number, column: number, from: number): number {
  let sum = factor[row * n + column] ?? 0;
  for (let k = from; k < column; k += 1) sum -= (factor[row * n + k] ?? 0) * (factor[column * n + k] ?? 0);
  return sum;
}

/** Solves L x = b. Writes x over b. */
export function solveLower(factor: Float64Array, b: Float64Array): void {
  solveLowerRows(factor, b, 0, b.length);
}

/**
 * Goes on with the solution of L x = b: writes x over b in some rows, where that was done for all rows before them. Four rows
 * at a time take turns, as in {@link subtractProducts}.
 */
export function solveLowerRows(factor: Float64Array, b: Float64Array, from: number, to: number): void {
  const n = b.length;
  let row = from;
  for (; row + 4 <= to; row += 4) {
    const at0 = row * n;
    const at1 = at0 + n;
    const at2 = at1 + n;
    const at3 = at2 + n;
    let s0 = b[row] ?? 0;
    let s1 = b[row + 1] ?? 0;
    let s2 = b[row + 2] ?? 0;
    let s3 = b[row + 3] ?? 0;
    for (let k = 0; k < row; k += 1) {
      const x = b[k] ?? 0;
      s0 -= (factor[at0 + k] ?? 0) * x;
      s1 -= (factor[at1 + k] ?? 0) * x;
      s2 -= (factor[at2 + k] ?? 0) * x;
      s3 -= (factor[at3 + k] ?? 0) * x;
    }
    b[row] = s0;
    b[row + 1] = s1;
    b[row + 2] = s2;
    b[row + 3] = s3;
    for (let next = row; next < row + 4; next += 1) finishRow(factor, b, next, row);
  }
  for (; row < to; row += 1) finishRow(factor, b, row, 0);
}

/** The last part of a row of L x = b, from where the products before `from` are subtracted already. */
function finishRow(factor: Float64Array, b: Float64Array, row: number, from: number): void {
  const at = row * b.length;
  let sum = b[row] ?? 0;
  for (let k = from; k < row; k += 1) sum -= (factor[at + k] ?? 0) * (b[k] ?? 0);
  b[row] = sum / (factor[at + row] ?? 1);
}

/** Solves L' x = b. Writes x over b. */
export function solveUpper(factor: Float64Array, b: Float64Array): void {
  const n = b.length;
  for (let row = n - 1; row >= 0; row -= 1) {
    const value = (b[row] ?? 0) / (factor[row * n + row] ?? 1);
    b[row] = value;
    for (let k = 0; k < row; k += 1) b[k] = (b[k] ?? 0) - (factor[row * n + k] ?? 0) * value;
  }
}
