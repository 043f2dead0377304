import { subtractProducts } from './subtract-products.js';

/** How many columns are finished together. */
const block = 2;
/** How many rows begin together, with zeros where a row begins later. */
const strip = 8;

/** Makes the function that inverts L L', of so many rows. What it returns is overwritten when it is called again. */
export function createInverter(n: number): (factor: Float64Array) => Float64Array {
  // The columns of the inverse of L, each as a row of its own, so that the sums below run along rows.
  const columns = new Float64Array(n * n);
  const inverse = new Float64Array(n * n);
  return (factor) => {
    invertLower(factor, n, columns);
    inverse.fill(0);
    for (let row = 0; row < n; row += strip) {
      const last = Math.min(n, row + strip);
      subtractProducts({
        width: n,
        target: inverse,
        left: columns,
        right: columns,
        rowsFrom: row,
        rowsTo: last,
        columnsFrom: 0,
        columnsTo: last,
        depthFrom: row,
        depthTo: n,
      });
    }
    // What was subtracted was to be added. Not -x: of 0 that would be another zero.
    for (let at = 0; at < inverse.length; at += 1) inverse[at] = 0 - (inverse[at] ?? 0);
    return inverse;
  };
}

/** Writes the inverse of L, transposed: what is left of its diagonal has to be 0 before, and stays so. */
function invertLower(factor: Float64Array, n: number, columns: Float64Array): void {
  // They begin at 0, and the first block of rows subtracts from that.
  for (let column = 0; column < n; column += 1) columns.fill(0, column * n + column, (column + 1) * n);
  for (let from = 0; from < n; from += block) {
    const to = Math.min(n, from + block);
    for (let column = 0; column < from; column += strip) {
      const last = Math.min(from, column + strip);
      subtractProducts({
        width: n,
        target: columns,
        left: columns,
        right: factor,
        rowsFrom: column,
        rowsTo: last,
        columnsFrom: from,
        columnsTo: to,
        depthFrom: column,
        depthTo: from,
      });
    }
    for (let row = from; row < to; row += 1) {
      const diagonal = factor[row * n + row] ?? 1;
      for (let column = 0; column < row; column += 1) {
        const at = column * n;
        let sum = columns[at + row] ?? 0;
        for (let k = Math.max(from, column); k < row; k += 1) {
          sum -= (factor[row * n + k] ?? 0) * (columns[at + k] ?? 0);
        }
        columns[at + row] = sum / diagonal;
      }
      columns[row * n + row] = 1 / diagonal;
    }
  }
}
