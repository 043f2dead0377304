import { pythonEntries, pythonItems } from './python-literal.js';

/**
 * How many candidates a search of scikit-learn had, as the params of its run say: a grid's points, the draws of a random
 * search. A search that halves has more rows than these: one for each candidate in each round.
 * @returns `undefined` where the params do not say it: a grid that is no plain list, or that was cut
 */
export function expectedCandidates(params: ReadonlyMap<string, string>): number | undefined {
  const grid = params.get('param_grid');
  if (grid !== undefined) return pointsOf(grid);
  const draws = Number(params.get('n_iter') ?? params.get('n_candidates') ?? Number.NaN);
  if (!Number.isSafeInteger(draws) || draws < 1) return undefined;
  // Lists alone are drawn from without repeating a point.
  const points = pointsOf(params.get('param_distributions') ?? '');
  return points === undefined ? draws : Math.min(draws, points);
}

/** The points of one grid, or of several together. */
function pointsOf(text: string): number | undefined {
  const grids = pythonItems(text) ?? [text];
  return grids.reduce<number | undefined>((sum, grid) => {
    const values = pythonEntries(grid);
    if (sum === undefined || values === undefined) return undefined;
    let points = 1;
    for (const written of values.values()) {
      const items = pythonItems(written);
      if (items === undefined) return undefined;
      points *= items.length;
    }
    return sum + points;
  }, 0);
}
