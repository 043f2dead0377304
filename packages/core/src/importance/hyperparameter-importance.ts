import type { ParameterSpace } from '../config/model/parameter-space.js';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import type { Hyperparameters } from '../hyperparameters/hyperparameters.js';
import { type Column, encodeTrials } from './encode-trials.js';
import { growTree, predict, type TreeNode } from './regression-tree.js';
import { seededRandom } from './seeded-random.js';
import { treeVariance } from './tree-variance.js';

/** A trial: what was tried, and what came of it. */
export interface MeasuredTrial {
  readonly hyperparameters: Hyperparameters;
  /** The metric that stands for it; one that is not finite tells nothing, and the trial is not counted. */
  readonly value: number;
}

/** How the importance of hyperparameters is computed. */
export interface ImportanceOptions {
  /**
   * The search space: its ranges count in place of those of the trials, values of `choice` have no order, and those that are
   * chosen by their logarithm are compared by it.
   */
  readonly parameterSpace?: ParameterSpace | undefined;
  /** The same seed gives the same shares. Default 0. */
  readonly seed?: number | undefined;
  /** Trees of the forest. Default 64. */
  readonly trees?: number | undefined;
}

/** How much one hyperparameter matters. */
export interface HyperparameterImportance {
  readonly name: string;
  /** Its part of what single hyperparameters explain, from 0 to 1; all of them add up to 1, or to 0 where none explains anything. */
  readonly share: number;
  /** How far the trees differ about it: the standard deviation of the share that each tree gives. */
  readonly uncertainty: number;
  /** Its part of the squared error that the trees' splits remove, from 0 to 1. It counts interactions too, and favours fine scales. */
  readonly impurity: number;
}

/** How much each hyperparameter matters, and whether that can be read. */
export interface ImportanceReport {
  /** The most important first. */
  readonly importances: readonly HyperparameterImportance[];
  /** How many trials were counted. */
  readonly trials: number;
  /**
   * How much of the variance of trials that a tree has not seen the forest predicts: 1 all of it, 0 no more than their mean, less
   * than 0 where it misleads. `undefined` where there are too few trials to say.
   */
  readonly explained: number | undefined;
  /**
   * - `clear`: the shares can be read
   * - `too-few-trials`: fewer than 20, or than 4 a hyperparameter
   * - `unexplained`: the forest predicts unseen trials hardly better than their mean, so its shares are those of noise
   */
  readonly verdict: 'clear' | 'too-few-trials' | 'unexplained';
  /** Hyperparameters that only some trials have: they are not compared. */
  readonly leftOut: readonly string[];
}

/** A tree is grown from no more trials than this: more of them change the shares little, and take long. */
const mostRows = 1000;

/**
 * Says how much each hyperparameter matters for the metric: what part of the metric's variance over the search space its value
 * alone explains (functional ANOVA over a random forest), beside how much each lowers the forest's error.
 * Source: Hutter, Hoos and Leyton-Brown, ICML 2014. Optuna's `FanovaImportanceEvaluator` does the same, with logarithmic
 * hyperparameters on a linear axis.
 * @throws InvalidArgumentError
 */
export function hyperparameterImportance(
  trials: readonly MeasuredTrial[],
  options: ImportanceOptions = {},
): ImportanceReport {
  const seed = checkInteger('seed', options.seed, { least: 0, whenUndefined: 0 });
  const trees = checkInteger('trees', options.trees, { least: 1, whenUndefined: 64 });
  const judged = trials.filter(({ value }) => Number.isFinite(value));
  const encoded = encodeTrials(
    judged.map(({ hyperparameters }) => hyperparameters),
    options.parameterSpace,
  );
  const { columns, constant, leftOut } = encoded;
  // In units of the largest, which changes no share, no square is too large for a number.
  const unit = judged.reduce((found, { value }) => Math.max(found, Math.abs(value)), 0) || 1;
  const targets = Float64Array.from(judged, ({ value }) => value / unit);
  const forest = growForest(columns, targets, { seed, trees });
  const unimportant = constant.map((name) => ({ name, share: 0, uncertainty: 0, impurity: 0 }));
  const importances = [...toImportances(columns, forest), ...unimportant].toSorted((a, b) => b.share - a.share);
  const tooFew = judged.length < Math.max(20, 4 * columns.length);
  const verdict = tooFew ? 'too-few-trials' : (forest.explained ?? 0) < 0.1 ? 'unexplained' : 'clear';
  return { importances, trials: judged.length, explained: forest.explained, verdict, leftOut };
}

interface Forest {
  /** By tree and column: the part of the tree's variance that the column explains. Trees without variance are left out. */
  readonly parts: readonly Float64Array[];
  /** By column: how much its splits lower the squared error, in all trees. */
  readonly gains: Float64Array;
  readonly explained: number | undefined;
}

function growForest(
  columns: readonly Column[],
  targets: Float64Array,
  { seed, trees }: { readonly seed: number; readonly trees: number },
): Forest {
  const gains = new Float64Array(columns.length);
  const parts: Float64Array[] = [];
  const unseen = createUnseen(targets);
  if (columns.length === 0 || targets.length === 0) return { parts, gains, explained: undefined };
  for (let number = 0; number < trees; number += 1) {
    const random = seededRandom(seed * 0x10001 + number);
    const onGain = (column: number, gain: number): void => {
      gains[column] = (gains[column] ?? 0) + gain;
    };
    const rows = Int32Array.from({ length: Math.min(targets.length, mostRows) }, () =>
      Math.floor(random() * targets.length),
    );
    const tree = growTree({ columns, targets, random, onGain }, rows);
    unseen.add(tree, columns, rows);
    const { total, byColumn } = treeVariance(tree, columns);
    if (total > 0) parts.push(byColumn.map((variance) => variance / total));
  }
  return { parts, gains, explained: unseen.explained() };
}

/** Collects what trees predict for trials that they were not grown from. */
function createUnseen(targets: Float64Array): {
  readonly add: (tree: TreeNode, columns: readonly Column[], rows: Int32Array) => void;
  readonly explained: () => number | undefined;
} {
  const sums = new Float64Array(targets.length);
  const counts = new Int32Array(targets.length);
  return {
    add(tree, columns, rows) {
      const seen = new Set(rows);
      for (let row = 0; row < targets.length; row += 1) {
        if (seen.has(row)) continue;
        sums[row] = (sums[row] ?? 0) + predict(tree, columns, row);
        counts[row] = (counts[row] ?? 0) + 1;
      }
    },
    explained() {
      const known = [...targets].flatMap((target, row) => {
        const count = counts[row] ?? 0;
        return count === 0 ? [] : [{ target, predicted: (sums[row] ?? 0) / count }];
      });
      const mean = known.reduce((sum, { target }) => sum + target, 0) / known.length;
      const variance = known.reduce((sum, { target }) => sum + (target - mean) ** 2, 0);
      if (!(variance > 0)) return undefined;
      return 1 - known.reduce((sum, { target, predicted }) => sum + (target - predicted) ** 2, 0) / variance;
    },
  };
}

function toImportances(columns: readonly Column[], { parts, gains }: Forest): readonly HyperparameterImportance[] {
  const means = columns.map((_, number) => average(parts.map((part) => part[number] ?? 0)));
  const all = means.reduce((sum, mean) => sum + mean, 0);
  const allGains = gains.reduce((sum, gain) => sum + gain, 0);
  return columns.map(({ name }, number) => {
    const mean = means[number] ?? 0;
    const spread = Math.sqrt(average(parts.map((part) => ((part[number] ?? 0) - mean) ** 2)));
    return {
      name,
      share: all > 0 ? mean / all : 0,
      // What rounding leaves is none.
      uncertainty: all > 0 && spread > 1e-12 ? spread / all : 0,
      impurity: allGains > 0 ? (gains[number] ?? 0) / allGains : 0,
    };
  });
}

function average(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function checkInteger(
  option: string,
  value: number | undefined,
  { least, whenUndefined }: { readonly least: number; readonly whenUndefined: number },
): number {
  if (value === undefined) return whenUndefined;
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new InvalidArgumentError({ option, got: value, takes: `an integer of at least ${least}` });
}
