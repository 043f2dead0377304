import type { BrushAxis } from '@hyperdrive-run/charts';

/** How far down an axis a height is: from 0 at its top to 1 at its bottom. */
export function partOfAxis({ top, bottom }: Pick<BrushAxis, 'top' | 'bottom'>, y: number): number {
  return Math.min(1, Math.max(0, (y - top) / (bottom - top)));
}

/** Ranges are this exact, of the length of an axis: an address is not to be longer than it needs. */
const exactness = 1000;

/** The same as it is kept in a range. */
export function endOfRange(axis: Pick<BrushAxis, 'top' | 'bottom'>, y: number): number {
  return Math.round(partOfAxis(axis, y) * exactness) / exactness;
}

/** The height of an end of a range. */
export function heightOfEnd({ top, bottom }: Pick<BrushAxis, 'top' | 'bottom'>, part: number): number {
  return top + part * (bottom - top);
}
