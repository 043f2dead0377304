import type { BrushAxis } from '@hyperdrive-run/charts';

/** How far down an axis a height is: from 0 at its top to 1 at its bottom. */
export function partOfAxis({ top, bottom }: Pick<BrushAxis, 'top' | 'bottom'>, y: number): number {
  return Math.min(1, Math.max(0, (y - top) / (bottom - top)));
}
