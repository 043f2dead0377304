import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyFactor, inverseOfFactored, solveLower, solveUpper } from './cholesky.js';

/** Positive definite matrices: B B' with something added to the diagonal. */
const matrices = fc.integer({ min: 1, max: 8 }).chain((n) =>
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: n * n, maxLength: n * n }).map((entries) => {
    const matrix = new Float64Array(n * n);
    for (let row = 0; row < n; row += 1) {
      for (let column = 0; column < n; column += 1) {
        for (let k = 0; k < n; k += 1) {
          matrix[row * n + column] =
            (matrix[row * n + column] ?? 0) + (entries[row * n + k] ?? 0) * (entries[column * n + k] ?? 0);
        }
      }
      matrix[row * n + row] = (matrix[row * n + row] ?? 0) + 1;
    }
    return { n, matrix };
  }),
);

const product = (matrix: Float64Array, n: number, x: Float64Array): number[] =>
  Array.from({ length: n }, (_, row) => x.reduce((sum, entry, k) => sum + (matrix[row * n + k] ?? 0) * entry, 0));

describe('the Cholesky factor', () => {
  it('solves what the matrix is the product of', () => {
    fc.assert(
      fc.property(matrices, ({ n, matrix }) => {
        const factor = choleskyFactor(matrix, n) ?? new Float64Array();
        const wanted = Float64Array.from({ length: n }, (_, index) => index - 1);
        const x = Float64Array.from(product(matrix, n, wanted));
        solveLower(factor, x);
        solveUpper(factor, x);
        expect(Math.max(...x.map((entry, index) => Math.abs(entry - (wanted[index] ?? 0))))).toBeLessThan(1e-8);
      }),
    );
  });

  it('gives the inverse, its lower triangle', () => {
    fc.assert(
      fc.property(matrices, ({ n, matrix }) => {
        const lower = inverseOfFactored(choleskyFactor(matrix, n) ?? new Float64Array(), n);
        for (let column = 0; column < n; column += 1) {
          const whole = Float64Array.from(
            { length: n },
            (_, row) => lower[Math.max(row, column) * n + Math.min(row, column)] ?? 0,
          );
          const unit = product(matrix, n, whole);
          for (const [row, entry] of unit.entries()) expect(entry).toBeCloseTo(row === column ? 1 : 0, 8);
        }
      }),
    );
  });

  it('does not exist of a matrix that is not positive definite', () => {
    expect(choleskyFactor(Float64Array.from([1, 2, 2, 1]), 2)).toBeUndefined();
    expect(choleskyFactor(Float64Array.from([Number.NaN]), 1)).toBeUndefined();
  });
});
