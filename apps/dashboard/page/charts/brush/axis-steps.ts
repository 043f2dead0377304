import type { BrushAxis } from '@hyperdrive-run/charts';
import type { BrushedRange } from '../../state/brushed-range.js';
import { endOfRange, heightOfEnd } from './part-of-axis.js';

/** An end of a range: `from` is the upper one, `to` the lower one. */
export type RangeEnd = 'from' | 'to';

/** What is needed of an axis to go along it in steps. */
export type SteppedAxis = Pick<BrushAxis, 'name' | 'top' | 'low' | 'bottom' | 'steps'>;

/** The step below the lowest value: trials that have none on the axis are there. The highest one is the axis's `steps`. */
export const leastStep = -1;

/** At which step an end of a range is, the nearest one. Without a range the ends are those of the axis. */
export function stepOfEnd(axis: SteppedAxis, range: BrushedRange | undefined, end: RangeEnd): number {
  const { top, low, bottom, steps } = axis;
  const y = heightOfEnd(axis, range?.[end] ?? (end === 'from' ? 0 : 1));
  if (y > (low + bottom) / 2) return leastStep;
  return Math.min(steps, Math.max(0, Math.round(((low - y) / (low - top)) * steps)));
}

/**
 * The range after one of its ends was moved to a step, as far as the other end lets it; `undefined` where the range is the whole
 * axis then.
 */
export function moveEnd(
  axis: SteppedAxis,
  range: BrushedRange | undefined,
  end: RangeEnd,
  step: number,
): BrushedRange | undefined {
  const { name, top, low, bottom, steps } = axis;
  const reached =
    end === 'from'
      ? Math.min(steps, Math.max(step, stepOfEnd(axis, range, 'to') + 1))
      : Math.max(leastStep, Math.min(step, stepOfEnd(axis, range, 'from') - 1));
  const part = endOfRange(axis, reached < 0 ? bottom : low - (reached / steps) * (low - top));
  const { from = 0, to = 1 } = range ?? {};
  const moved = end === 'from' ? { axis: name, from: part, to } : { axis: name, from, to: part };
  return moved.from === 0 && moved.to === 1 ? undefined : moved;
}

/** The step that a key goes to, by the ARIA practices for sliders; `undefined` for other keys. */
export function stepAfterKey(key: string, step: number, steps: number): number | undefined {
  const page = Math.max(1, Math.round(steps / 10));
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return step + 1;
    case 'ArrowDown':
    case 'ArrowLeft':
      return step - 1;
    case 'PageUp':
      return step + page;
    case 'PageDown':
      return step - page;
    case 'Home':
      return leastStep;
    case 'End':
      return steps;
    default:
      return undefined;
  }
}
