import type { ChartPoint } from './chart-scene.js';

/**
 * A line with no more than four points for each step of its width: the first, the lowest, the highest and the last one of
 * each, so that no peak is lost and the drawing is the same. Points are expected from left to right.
 */
export function thinLine(points: readonly ChartPoint[], step = 1): readonly ChartPoint[] {
  if (points.length < 5) return points;
  const thinned: ChartPoint[] = [];
  let start = 0;
  for (let at = 1; at <= points.length; at += 1) {
    const isSame = at < points.length && columnOf(points[at], step) === columnOf(points[start], step);
    if (isSame) continue;
    thinned.push(...extremesOf(points, start, at));
    start = at;
  }
  return thinned;
}

function columnOf(point: ChartPoint | undefined, step: number): number {
  return Math.floor((point?.[0] ?? 0) / step);
}

/** Of the points from `start` to before `end`, the first, the two extremes and the last, in their order. */
function extremesOf(points: readonly ChartPoint[], start: number, end: number): readonly ChartPoint[] {
  let [lowest, highest] = [start, start];
  for (let at = start; at < end; at += 1) {
    if ((points[at]?.[1] ?? 0) < (points[lowest]?.[1] ?? 0)) lowest = at;
    if ((points[at]?.[1] ?? 0) > (points[highest]?.[1] ?? 0)) highest = at;
  }
  const kept = [...new Set([start, lowest, highest, end - 1])].toSorted((a, b) => a - b);
  return kept.flatMap((at) => {
    const point = points[at];
    return point === undefined ? [] : [point];
  });
}
