import type { Column } from './encode-trials.js';

/** The end of a path through a tree: what it predicts. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly value: number;
}

/** A question that a tree asks: is the number at most the threshold, or, of a categorical column, is it that value? */
export interface Split {
  readonly kind: 'split';
  /** The number of the column. */
  readonly column: number;
  readonly threshold: number;
  /** Where the answer is yes. */
  readonly yes: TreeNode;
  readonly no: TreeNode;
}

export type TreeNode = Leaf | Split;

/** What a tree is grown from. */
export interface TreeSample {
  readonly columns: readonly Column[];
  /** What is to be explained, by trial. */
  readonly targets: Float64Array;
  readonly random: () => number;
  /** Is called with how much a split lowers the squared error, by the number of its column. */
  readonly onGain?: ((column: number, gain: number) => void) | undefined;
}

/** The deepest that a tree grows. */
const mostDepth = 64;

/**
 * Grows a tree that predicts the targets, down to leaves of one trial or of equal targets; each split is the one that
 * lowers the squared error most (CART by Breiman and others).
 * @param rows the numbers of the trials, one that counts twice twice
 */
export function growTree(sample: TreeSample, rows: Int32Array, depth = 0): TreeNode {
  const { columns, targets, onGain } = sample;
  const mean = rows.reduce((sum, row) => sum + at(targets, row), 0) / rows.length;
  const isPure = rows.every((row) => at(targets, row) === at(targets, at(rows, 0)));
  const best = isPure || depth >= mostDepth ? undefined : findBestSplit(sample, rows, mean);
  if (best === undefined) return { kind: 'leaf', value: mean };
  const column = columns[best.column];
  if (column === undefined) return { kind: 'leaf', value: mean };
  onGain?.(best.column, best.gain);
  const isYes = (row: number): boolean => answers(column, at(column.values, row), best.threshold);
  return {
    kind: 'split',
    column: best.column,
    threshold: best.threshold,
    yes: growTree(sample, rows.filter(isYes), depth + 1),
    no: growTree(
      sample,
      rows.filter((row) => !isYes(row)),
      depth + 1,
    ),
  };
}

/** What a tree predicts for a trial. */
export function predict(tree: TreeNode, columns: readonly Column[], row: number): number {
  let node = tree;
  while (node.kind === 'split') {
    const column = columns[node.column];
    const isYes = column !== undefined && answers(column, at(column.values, row), node.threshold);
    node = isYes ? node.yes : node.no;
  }
  return node.value;
}

function answers(column: Column, value: number, threshold: number): boolean {
  return column.kind === 'numeric' ? value <= threshold : value === threshold;
}

interface Candidate {
  readonly column: number;
  readonly threshold: number;
  readonly gain: number;
}

/** The columns are looked at in a random order, so that none wins ties by its place. */
function findBestSplit(
  { columns, targets, random }: TreeSample,
  rows: Int32Array,
  mean: number,
): Candidate | undefined {
  let best: Candidate | undefined;
  for (const number of shuffled(columns.length, random)) {
    const column = columns[number];
    if (column === undefined) continue;
    const found =
      column.kind === 'numeric'
        ? splitNumbers(column.values, targets, rows, mean)
        : splitCategories(column, targets, rows, mean);
    if (found !== undefined && found.gain > (best?.gain ?? 0)) best = { ...found, column: number };
  }
  return best;
}

type Found = Omit<Candidate, 'column'> | undefined;

/** Thresholds are halfway between two neighbours. */
function splitNumbers(values: Float64Array, targets: Float64Array, rows: Int32Array, mean: number): Found {
  const sorted = rows.toSorted((a, b) => at(values, a) - at(values, b));
  let best: Found;
  let sum = 0;
  for (let index = 0; index + 1 < sorted.length; index += 1) {
    // From the mean on: sums of what is left are small, and exact enough.
    sum += at(targets, at(sorted, index)) - mean;
    const value = at(values, at(sorted, index));
    const next = at(values, at(sorted, index + 1));
    if (value === next) continue;
    const gain = gainOf(sum, index + 1, sorted.length);
    const halfway = value + (next - value) / 2;
    if (gain > (best?.gain ?? 0)) best = { gain, threshold: halfway < next ? halfway : value };
  }
  return best;
}

function splitCategories(
  { values, count }: { readonly values: Float64Array; readonly count: number },
  targets: Float64Array,
  rows: Int32Array,
  mean: number,
): Found {
  const sums = new Float64Array(count);
  const sizes = new Int32Array(count);
  for (const row of rows) {
    const code = at(values, row);
    sums[code] = at(sums, code) + at(targets, row) - mean;
    sizes[code] = at(sizes, code) + 1;
  }
  let best: Found;
  for (let code = 0; code < count; code += 1) {
    const size = at(sizes, code);
    if (size === 0 || size === rows.length) continue;
    const gain = gainOf(at(sums, code), size, rows.length);
    if (gain > (best?.gain ?? 0)) best = { gain, threshold: code };
  }
  return best;
}

/** How much the squared error falls where `size` of `all` trials, whose targets are `sum` off the mean, are set apart. */
function gainOf(sum: number, size: number, all: number): number {
  return (sum * sum) / size + (sum * sum) / (all - size);
}

function shuffled(length: number, random: () => number): readonly number[] {
  const numbers = Array.from({ length }, (_, index) => index);
  for (let index = length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [numbers[index], numbers[other]] = [numbers[other] ?? 0, numbers[index] ?? 0];
  }
  return numbers;
}

function at(numbers: Float64Array | Int32Array, index: number): number {
  return numbers[index] ?? 0;
}
