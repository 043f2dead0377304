import type { Axis } from '../axes/axis.js';

/** How near to a bound of its range, as a part of it, a value is at the edge. */
const nearness = 0.02;

/** At which edge of its range, on the scale of its axis, a place is; `undefined` where it is inside, or there is no range. */
export function edgeOfRange({ range }: Pick<Axis, 'range'>, place: number): 'lower' | 'upper' | undefined {
  if (range === undefined) return undefined;
  const [low, high] = range;
  const room = nearness * (high - low);
  if (place <= low + room) return 'lower';
  return place >= high - room ? 'upper' : undefined;
}
