import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from './encode-trials.js';
import { growTree, predict } from './regression-tree.js';
import { seededRandom } from './seeded-random.js';
import { treeVariance } from './tree-variance.js';

/** Values in the middle of cells of equal size: trees of whole numbers split only between the cells. */
const cells = 4;

function gridColumn(name: string, values: readonly number[]): Column {
  return { kind: 'numeric', name, values: Float64Array.from(values), low: -0.5, high: cells - 0.5 };
}

describe('the variance of a tree', () => {
  it('is what an enumeration of all cells gives, in total and for each column', () => {
    const trial = fc.tuple(fc.nat(cells - 1), fc.nat(cells - 1), fc.nat(2), fc.integer({ min: -5, max: 5 }));
    fc.assert(
      fc.property(fc.array(trial, { minLength: 1, maxLength: 25 }), fc.nat(), (trials, seed) => {
        const columns: readonly Column[] = [
          gridColumn(
            'x',
            trials.map(([x]) => x),
          ),
          gridColumn(
            'y',
            trials.map(([, y]) => y),
          ),
          { kind: 'categorical', name: 'kind', values: Float64Array.from(trials, ([, , kind]) => kind), count: 3 },
        ];
        const targets = Float64Array.from(trials, ([, , , target]) => target);
        const tree = growTree({ columns, targets, random: seededRandom(seed) }, Int32Array.from(trials.keys()));

        const points = range(cells).flatMap((x) =>
          range(cells).flatMap((y) => range(3).map((kind) => [x, y, kind] as const)),
        );
        const everywhere: readonly Column[] = [
          gridColumn(
            'x',
            points.map(([x]) => x),
          ),
          gridColumn(
            'y',
            points.map(([, y]) => y),
          ),
          { kind: 'categorical', name: 'kind', values: Float64Array.from(points, ([, , kind]) => kind), count: 3 },
        ];
        // Thresholds between values that are two apart lie in the middle of a cell, where halves differ.
        fc.pre(thresholdsOf(tree).every((threshold) => threshold % 1 !== 0 || threshold < 0));
        const predicted = points.map((_, row) => predict(tree, everywhere, row));
        const { total, byColumn } = treeVariance(tree, columns);
        expect(total).toBeCloseTo(variance(predicted), 9);
        [0, 1, 2].forEach((column) => {
          const averages = range(column === 2 ? 3 : cells).map((value) =>
            average(predicted.filter((_, row) => points[row]?.[column] === value)),
          );
          expect(byColumn[column]).toBeCloseTo(variance(averages), 9);
        });
      }),
    );
  });
});

function thresholdsOf(tree: ReturnType<typeof growTree>): readonly number[] {
  if (tree.kind === 'leaf') return [];
  // A categorical column is asked for whole numbers.
  const own = tree.column === 2 ? [] : [tree.threshold];
  return [...own, ...thresholdsOf(tree.yes), ...thresholdsOf(tree.no)];
}

const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);
const average = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
function variance(numbers: readonly number[]): number {
  const mean = average(numbers);
  return average(numbers.map((number) => (number - mean) ** 2));
}
