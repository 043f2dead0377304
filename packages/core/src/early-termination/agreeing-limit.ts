import { compareByGoal, type PrimaryMetricGoal } from '../ranking/primary-metric.js';

/**
 * The limit that a decision names, as a double that says the same as the decision. The exact limit may lie between two
 * doubles (1 / 1.2 has no end in decimals): where the nearest one is on the wrong side of what was judged, it is the next
 * one on the right side.
 */
export function agreeingLimit(
  limit: number,
  { standing, stop }: { readonly standing: number; readonly stop: boolean },
  goal: PrimaryMetricGoal,
): number {
  if (compareByGoal(goal, standing, limit) > 0 === stop) return limit;
  return stop ? nextDouble(standing, goal === 'maximize') : standing;
}

/** The next double above or below a finite one. */
function nextDouble(value: number, isAbove: boolean): number {
  if (value === 0) return isAbove ? Number.MIN_VALUE : -Number.MIN_VALUE;
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  // Doubles of one sign are in the order of their bits.
  bits[0] = (bits[0] ?? 0n) + (value > 0 === isAbove ? 1n : -1n);
  return new Float64Array(bits.buffer)[0] ?? value;
}
