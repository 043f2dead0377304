import type { ChartPoint } from './chart-scene.js';

/** Leaves out dots that lie within half a pixel of one that is drawn: the drawing is the same, and thousands are few. */
export function thinDots(dots: readonly ChartPoint[]): readonly ChartPoint[] {
  const seen = new Set<number>();
  return dots.filter(([x, y]) => {
    const cell = Math.round(x * 2) * 65_536 + Math.round(y * 2);
    if (seen.has(cell)) return false;
    seen.add(cell);
    return true;
  });
}
