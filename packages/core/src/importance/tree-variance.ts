import type { Column } from './encode-trials.js';
import type { TreeNode } from './regression-tree.js';

/** What of a tree's predictions comes from which column alone, over the whole search space. */
export interface TreeVariance {
  /** The variance of the predictions. */
  readonly total: number;
  /** By the number of the column: the variance of what is predicted on average for each of its values. */
  readonly byColumn: Float64Array;
}

/** A part of a column's axis: of a numeric one from `from` to `to`, of a categorical one the values that are left. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly codes: ReadonlySet<number> | undefined;
}

/** A leaf with the part of the search space that leads to it. */
interface Region {
  readonly value: number;
  readonly parts: readonly Part[];
  /** How much of each column's axis its part is, from 0 to 1. */
  readonly shares: readonly number[];
  /** How much of the space it is. */
  readonly volume: number;
}

/**
 * Takes apart the variance of a tree's predictions exactly, by the regions of its leaves.
 * Source: Hutter, Hoos and Leyton-Brown, An Efficient Approach for Assessing Hyperparameter Importance, ICML 2014 (functional
 * ANOVA), with single hyperparameters only. Values of a numeric column weigh alike along its axis, those of a categorical one alike.
 */
export function treeVariance(tree: TreeNode, columns: readonly Column[]): TreeVariance {
  const regions: Region[] = [];
  collect(tree, columns.map(wholeAxis), columns, regions);
  const mean = regions.reduce((sum, { value, volume }) => sum + value * volume, 0);
  const total = regions.reduce((sum, { value, volume }) => sum + (value - mean) ** 2 * volume, 0);
  const byColumn = Float64Array.from(columns, (column, number) =>
    column.kind === 'numeric'
      ? ofNumbers(regions, number, column, mean)
      : ofCategories(regions, number, column.count, mean),
  );
  return { total, byColumn };
}

function wholeAxis(column: Column): Part {
  if (column.kind === 'numeric') return { from: column.low, to: column.high, codes: undefined };
  return { from: 0, to: 0, codes: new Set(Array.from({ length: column.count }, (_, code) => code)) };
}

function collect(node: TreeNode, parts: readonly Part[], columns: readonly Column[], regions: Region[]): void {
  if (node.kind === 'leaf') {
    const shares = parts.map((part, number) => shareOf(part, columns[number]));
    regions.push({ value: node.value, parts, shares, volume: shares.reduce((product, share) => product * share, 1) });
    return;
  }
  const part = parts[node.column];
  if (part === undefined) return;
  const { threshold } = node;
  const { codes } = part;
  const yes = codes === undefined ? { ...part, to: threshold } : { ...part, codes: new Set([threshold]) };
  const others = codes && new Set([...codes].filter((code) => code !== threshold));
  const no = others === undefined ? { ...part, from: threshold } : { ...part, codes: others };
  collect(node.yes, parts.with(node.column, yes), columns, regions);
  collect(node.no, parts.with(node.column, no), columns, regions);
}

function shareOf({ from, to, codes }: Part, column: Column | undefined): number {
  if (column === undefined) return 1;
  return column.kind === 'numeric' ? (to - from) / (column.high - column.low) : (codes?.size ?? 0) / column.count;
}

/** What a region adds to the average over all other columns. */
function marginalOf({ value, shares, volume }: Region, column: number, mean: number): number {
  const share = shares[column] ?? 1;
  return share === 0 ? 0 : ((value - mean) * volume) / share;
}

/** Between two neighbouring thresholds the average is the same; it changes only where a region begins or ends. */
function ofNumbers(
  regions: readonly Region[],
  number: number,
  { low, high }: { readonly low: number; readonly high: number },
  mean: number,
): number {
  const changes = new Map<number, number>();
  for (const region of regions) {
    const { from, to } = region.parts[number] ?? { from: low, to: high };
    const marginal = marginalOf(region, number, mean);
    changes.set(from, (changes.get(from) ?? 0) + marginal);
    changes.set(to, (changes.get(to) ?? 0) - marginal);
  }
  const edges = [...changes.keys()].toSorted((a, b) => a - b);
  let average = 0;
  let variance = 0;
  edges.forEach((edge, index) => {
    average += changes.get(edge) ?? 0;
    variance += average ** 2 * (((edges[index + 1] ?? edge) - edge) / (high - low));
  });
  return variance;
}

function ofCategories(regions: readonly Region[], number: number, count: number, mean: number): number {
  const averages = new Float64Array(count);
  for (const region of regions) {
    const marginal = marginalOf(region, number, mean);
    for (const code of region.parts[number]?.codes ?? []) averages[code] = (averages[code] ?? 0) + marginal;
  }
  return averages.reduce((sum, average) => sum + average ** 2, 0) / count;
}
