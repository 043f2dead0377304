import type { Position } from './search-axes.js';

/** Positions that are looked up by their coordinates. */
export interface PositionSet {
  has(position: Position): boolean;
}

/** Makes a set of positions with the same axes. Not by their text: writing a dozen doubles takes longer than a prediction. */
export function createPositionSet(positions: readonly Position[]): PositionSet {
  const buckets = new Map<number, Position[]>();
  for (const position of positions) {
    const key = keyOf(position);
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [position]);
    else bucket.push(position);
  }
  return {
    has: (position) => buckets.get(keyOf(position))?.some((other) => isEqual(position, other)) === true,
  };
}

/** Alike for equal positions; others rarely share one, as each axis counts with a factor of its own. */
function keyOf(position: Position): number {
  let key = 0;
  for (let axis = 0; axis < position.length; axis += 1) key += (position[axis] ?? 0) * (1 + Math.SQRT2 * axis);
  return key;
}

function isEqual(one: Position, other: Position): boolean {
  for (let axis = 0; axis < one.length; axis += 1) if (one[axis] !== other[axis]) return false;
  return true;
}
