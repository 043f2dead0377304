/** What {@link subtractProducts} changes and reads. Matrices are their rows one after the other, `width` numbers each. */
export interface ProductsInput {
  readonly width: number;
  readonly target: Float64Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** The rows of `target` that are changed, and those of `left` that are read: up to, and without, `rowsTo`. */
  readonly rowsFrom: number;
  readonly rowsTo: number;
  /** The columns of `target` that are changed, and the rows of `right` that are read. */
  readonly columnsFrom: number;
  readonly columnsTo: number;
  /** The columns of `left` and `right` that are read. */
  readonly depthFrom: number;
  readonly depthTo: number;
}

/**
 * Subtracts from each `target[row][column]` the products `left[row][k] * right[column][k]`, one after the other in the
 * order of k. Nearly all work of the algebra is done here.
 *
 * Each difference has to wait for the one before it, and the order may not change, or the last digits would. So eight of
 * them, four rows by two columns, are kept in local variables and take turns: the processor then always has something to
 * do, and each number that is read serves several of them.
 */
export function subtractProducts(input: ProductsInput): void {
  const { width, target, left, right, rowsTo, columnsFrom, columnsTo, depthFrom, depthTo } = input;
  let row = input.rowsFrom;
  for (; row + 4 <= rowsTo; row += 4) {
    const a0 = row * width;
    const a1 = a0 + width;
    const a2 = a1 + width;
    const a3 = a2 + width;
    let column = columnsFrom;
    for (; column + 2 <= columnsTo; column += 2) {
      const b0 = column * width;
      const b1 = b0 + width;
      let s00 = target[a0 + column] ?? 0;
      let s01 = target[a0 + column + 1] ?? 0;
      let s10 = target[a1 + column] ?? 0;
      let s11 = target[a1 + column + 1] ?? 0;
      let s20 = target[a2 + column] ?? 0;
      let s21 = target[a2 + column + 1] ?? 0;
      let s30 = target[a3 + column] ?? 0;
      let s31 = target[a3 + column + 1] ?? 0;
      for (let k = depthFrom; k < depthTo; k += 1) {
        const x0 = right[b0 + k] ?? 0;
        const x1 = right[b1 + k] ?? 0;
        const l0 = left[a0 + k] ?? 0;
        s00 -= l0 * x0;
        s01 -= l0 * x1;
        const l1 = left[a1 + k] ?? 0;
        s10 -= l1 * x0;
        s11 -= l1 * x1;
        const l2 = left[a2 + k] ?? 0;
        s20 -= l2 * x0;
        s21 -= l2 * x1;
        const l3 = left[a3 + k] ?? 0;
        s30 -= l3 * x0;
        s31 -= l3 * x1;
      }
      target[a0 + column] = s00;
      target[a0 + column + 1] = s01;
      target[a1 + column] = s10;
      target[a1 + column + 1] = s11;
      target[a2 + column] = s20;
      target[a2 + column + 1] = s21;
      target[a3 + column] = s30;
      target[a3 + column + 1] = s31;
    }
    for (; column < columnsTo; column += 1) {
      for (let next = row; next < row + 4; next += 1) subtractFromOne(input, next, column);
    }
  }
  for (; row < rowsTo; row += 1) {
    for (let column = columnsFrom; column < columnsTo; column += 1) subtractFromOne(input, row, column);
  }
}

function subtractFromOne(
  { width, target, left, right, depthFrom, depthTo }: ProductsInput,
  row: number,
  column: number,
): void {
  const a = row * width;
  const b = column * width;
  let sum = target[a + column] ?? 0;
  for (let k = depthFrom; k < depthTo; k += 1) sum -= (left[a + k] ?? 0) * (right[b + k] ?? 0);
  target[a + column] = sum;
}
