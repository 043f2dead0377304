import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyFactor, solveLower, solveLowerRows, solveUpper } from './cholesky.js';
import { createInverter } from './invert-factored.js';

/** Positive definite matrices: B B' with something added to the diagonal. */
const matrices = fc.integer({ min: 1, max: 19 }).chain((n) =>
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
        const lower = createInverter(n)(choleskyFactor(matrix, n) ?? new Float64Array());
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

  it('has every digit of the loops of a textbook', () => {
    fc.assert(
      fc.property(matrices, ({ n, matrix }) => {
        const factor = choleskyFactor(matrix, n) ?? new Float64Array();
        const plain = plainFactor(matrix, n);
        const lower = (of: Float64Array): number[] =>
          Array.from(of).filter((_, index) => index % n <= Math.floor(index / n));
        expect(lower(factor)).toEqual(lower(plain));
        const b = Float64Array.from({ length: n }, (_, index) => index - 1.5);
        const [whole, inParts] = [b.slice(), b.slice()];
        solveLower(factor, whole);
        for (let row = 0; row < n; row += 5) solveLowerRows(factor, inParts, row, Math.min(n, row + 5));
        expect(whole).toEqual(plainSolution(plain, b));
        expect(inParts).toEqual(whole);
        expect(lower(createInverter(n)(factor))).toEqual(lower(plainInverse(plain, n)));
      }),
    );
  });

  it('may be written over the matrix, and the inverse of one is written over that of the one before', () => {
    fc.assert(
      fc.property(matrices, ({ n, matrix }) => {
        const factor = choleskyFactor(matrix, n) ?? new Float64Array();
        const invert = createInverter(n);
        const first = invert(factor).slice();
        const unit = Float64Array.from({ length: n * n }, (_, index) => (index % (n + 1) === 0 ? 2 : 0));
        invert(choleskyFactor(unit, n) ?? new Float64Array());
        expect(choleskyFactor(matrix, n, matrix)).toBe(matrix);
        expect(invert(matrix)).toEqual(first);
      }),
    );
  });

  it('does not exist of a matrix that is not positive definite', () => {
    expect(choleskyFactor(Float64Array.from([1, 2, 2, 1]), 2)).toBeUndefined();
    expect(choleskyFactor(Float64Array.from([Number.NaN]), 1)).toBeUndefined();
  });
});

function plainFactor(matrix: Float64Array, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * n + column] ?? 0;
      for (let k = 0; k < column; k += 1) sum -= (factor[row * n + k] ?? 0) * (factor[column * n + k] ?? 0);
      factor[row * n + column] = row === column ? Math.sqrt(sum) : sum / (factor[column * n + column] ?? 1);
    }
  }
  return factor;
}

function plainSolution(factor: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const x = new Float64Array(n);
  for (let row = 0; row < n; row += 1) {
    let sum = b[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= (factor[row * n + k] ?? 0) * (x[k] ?? 0);
    x[row] = sum / (factor[row * n + row] ?? 1);
  }
  return x;
}

function plainInverse(factor: Float64Array, n: number): Float64Array {
  const columns = Array.from({ length: n }, (_, column) =>
    plainSolution(factor, new Float64Array(n).fill(1, column, column + 1)),
  );
  const inverse = new Float64Array(n * n);
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = 0;
      for (let k = row; k < n; k += 1) sum += (columns[row]?.[k] ?? 0) * (columns[column]?.[k] ?? 0);
      inverse[row * n + column] = sum;
    }
  }
  return inverse;
}
