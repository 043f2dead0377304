// Algebra of symmetric positive definite matrices. A matrix is its rows one after the other; n is the number of rows.

/** The lower triangular L with L L' = matrix; `undefined` where the matrix is not positive definite. */
export function choleskyFactor(matrix: Float64Array, n: number): Float64Array | undefined {
  const factor = new Float64Array(n * n);
  for (let row = 0; row < n; row += 1) {
    const atRow = row * n;
    for (let column = 0; column <= row; column += 1) {
      const atColumn = column * n;
      let sum = matrix[atRow + column] ?? 0;
      for (let k = 0; k < column; k += 1) sum -= (factor[atRow + k] ?? 0) * (factor[atColumn + k] ?? 0);
      if (row !== column) factor[atRow + column] = sum / (factor[atColumn + column] ?? 1);
      else if (sum > 0) factor[atRow + row] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return factor;
}

/** Solves L x = b. Writes x over b. */
export function solveLower(factor: Float64Array, b: Float64Array): void {
  const n = b.length;
  for (let row = 0; row < n; row += 1) {
    let sum = b[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= (factor[row * n + k] ?? 0) * (b[k] ?? 0);
    b[row] = sum / (factor[row * n + row] ?? 1);
  }
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

/** The inverse of L L', its lower triangle; what is above the diagonal is 0. */
export function inverseOfFactored(factor: Float64Array, n: number): Float64Array {
  // The columns of the inverse of L, each as a row of its own, so that the sums below run along rows.
  const columns = new Float64Array(n * n);
  for (let column = 0; column < n; column += 1) {
    const at = column * n;
    columns[at + column] = 1 / (factor[at + column] ?? 1);
    for (let row = column + 1; row < n; row += 1) {
      let sum = 0;
      for (let k = column; k < row; k += 1) sum -= (factor[row * n + k] ?? 0) * (columns[at + k] ?? 0);
      columns[at + row] = sum / (factor[row * n + row] ?? 1);
    }
  }
  const inverse = new Float64Array(n * n);
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = 0;
      for (let k = row; k < n; k += 1) sum += (columns[row * n + k] ?? 0) * (columns[column * n + k] ?? 0);
      inverse[row * n + column] = sum;
    }
  }
  return inverse;
}
