import type { ChartTarget } from '@hyperdrive-run/charts';

/** The number of the target that is nearest to a place, no further from it than `reach`. */
export function nearestTarget(
  targets: readonly ChartTarget[],
  [x, y]: readonly [x: number, y: number],
  reach: number,
): number | undefined {
  let found: number | undefined;
  let least = reach * reach;
  for (const [index, { at }] of targets.entries()) {
    const distance = (at[0] - x) ** 2 + (at[1] - y) ** 2;
    if (distance > least) continue;
    least = distance;
    found = index;
  }
  return found;
}
