import type { ChartTrial } from '../data/chart-data.js';
import type { ChartMark, ChartPoint } from '../scene/chart-scene.js';

/** A trial with its place in a chart, where it has one. */
export interface PlacedTrial {
  readonly trial: ChartTrial;
  readonly at: ChartPoint | undefined;
}

/** Emphasizes the chosen trials among all that are drawn as dots. */
export function chosenMarks(
  placed: readonly PlacedTrial[],
  chosen: readonly string[] | undefined,
): readonly ChartMark[] {
  const ids = new Set(chosen);
  if (ids.size === 0) return [];
  const dots = placed.flatMap(({ trial, at }) => (at !== undefined && ids.has(trial.runId) ? [at] : []));
  return [
    { kind: 'dots', look: 'chosen-dot', radius: 6, dots },
    { kind: 'dots', look: 'ring', radius: 4, dots },
    { kind: 'dots', look: 'dot', radius: 3, dots },
  ];
}
