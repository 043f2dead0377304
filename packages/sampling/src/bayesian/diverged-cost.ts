/** How many times as far above the best cost as the one before it a diverged cost lies. */
const leap = 10;

/**
 * The worst cost that has not diverged. Trainings that diverge end in values that say nothing but that: a loss of 100 or of
 * 1e6 among losses below 1. To a model they are the whole range, and everything else looks alike. Among the worse half of the
 * costs the first one that lies {@link leap} times as far above the best as the one before it has diverged, and with it
 * all that are worse.
 * @param costs finite, lower is better
 * @returns the highest cost where none has diverged
 */
export function worstCost(costs: readonly number[]): number {
  const sorted = costs.toSorted((a, b) => a - b);
  const best = sorted[0] ?? 0;
  const middle = Math.max(1, Math.floor(sorted.length / 2));
  for (const [index, cost] of sorted.entries()) {
    // Halved: the distance of the largest doubles is no double.
    const distance = cost / 2 - best / 2;
    const next = (sorted[index + 1] ?? cost) / 2 - best / 2;
    if (index >= middle && distance > 0 && next > leap * distance) return cost;
  }
  return sorted.at(-1) ?? best;
}
