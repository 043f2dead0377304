import type { BrushAxis } from '@hyperdrive-run/charts';
import type { BrushedRange } from '../../state/brushed-range.js';
import type { RangeEnd } from './axis-steps.js';
import { heightOfEnd } from './part-of-axis.js';

/** The value at an end of a range, in words; `undefined` where the range goes to the end of its axis. */
export function endText(axis: BrushAxis, range: BrushedRange | undefined, end: RangeEnd): string | undefined {
  if (range === undefined || range[end] === (end === 'from' ? 0 : 1)) return undefined;
  // Within the range: at a border between two values, the one that is in it.
  const inside = end === 'from' ? 0.5 : -0.5;
  return axis.textAt(heightOfEnd(axis, range[end]) + inside);
}
