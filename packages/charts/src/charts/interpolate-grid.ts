/** A value from 0 to 1 at a place, from 0 to 1 along two axes. */
export interface GridSample {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** Along one axis of a grid: how many cells, and whether the values of different ones have nothing to do with each other. */
export interface GridSide {
  readonly cells: number;
  readonly isCategory: boolean;
}

/** Cells further than this from every trial are left empty: nothing is known of them. */
const reach = 0.2;
/** How much a trial counts falls with this power of its distance (Shepard, 1968). */
const power = 3;
const mostSamples = 1000;

/**
 * Values of the cells of a grid, row by row from the bottom, each the mean of the trials near it, weighted by the inverse of their
 * distance (Shepard's method). `undefined` for a cell without a trial near it. Of many trials those in the same cell count as one.
 */
export function interpolateGrid(
  samples: readonly GridSample[],
  columns: GridSide,
  rows: GridSide,
): readonly (number | undefined)[] {
  const known = samples.length > mostSamples ? mergeByCell(samples) : samples;
  return Array.from({ length: columns.cells * rows.cells }, (_, cell) => {
    const x = ((cell % columns.cells) + 0.5) / columns.cells;
    const y = (Math.floor(cell / columns.cells) + 0.5) / rows.cells;
    let [sum, weights, nearest] = [0, 0, Number.POSITIVE_INFINITY];
    for (const sample of known) {
      const distance = distanceOf(sample, x, y, columns, rows);
      if (distance < nearest) nearest = distance;
      const weight = 1 / (distance + 1e-3) ** power;
      if (distance > 2 * reach) continue;
      weights += weight;
      sum += weight * sample.value;
    }
    return nearest <= reach ? sum / weights : undefined;
  });
}

function distanceOf(sample: GridSample, x: number, y: number, columns: GridSide, rows: GridSide): number {
  const across = side(sample.x - x, columns);
  const up = side(sample.y - y, rows);
  return Math.hypot(across, up);
}

/** Other categories are out of reach, the own one is no distance. */
function side(difference: number, { cells, isCategory }: GridSide): number {
  if (!isCategory) return Math.abs(difference);
  return Math.abs(difference) < 0.5 / cells ? 0 : Number.POSITIVE_INFINITY;
}

function mergeByCell(samples: readonly GridSample[]): readonly GridSample[] {
  const cells = new Map<number, { x: number; y: number; value: number; count: number }>();
  for (const { x, y, value } of samples) {
    const key = Math.floor(x * 30) * 64 + Math.floor(y * 30);
    const cell = cells.get(key) ?? { x: 0, y: 0, value: 0, count: 0 };
    const count = cell.count + 1;
    const mean = (before: number, next: number): number => before * (1 - 1 / count) + next / count;
    cells.set(key, { x: mean(cell.x, x), y: mean(cell.y, y), value: mean(cell.value, value), count });
  }
  return [...cells.values()];
}
