import type { RandomSource } from '../random/random-source.js';
import { createPositionSet, type PositionSet } from './position-set.js';
import type { Position, SearchAxis } from './search-axes.js';

const randomCandidates = 600;
const nearCandidates = 60;
const refinedStarts = 5;
const refinements = 10;
/** Spaces with no more points than this are looked at whole. */
const maxEnumerated = 2000;

/** What a search looks for, and where it may. */
export interface PositionSearch {
  readonly axes: readonly SearchAxis[];
  /**
   * How good a position is: the larger, the better.
   * @param floor where the score is not above it, any number that is not above it either may be returned, which is quicker
   */
  readonly score: (position: Position, floor: number) => number;
  /** Good positions that are known, the best first: the search looks around them too. */
  readonly known: readonly Position[];
  /** Where it is not to end, unless there is nothing else. */
  readonly tried: readonly Position[];
  readonly random: RandomSource;
}

/**
 * The position with the highest score that a search finds: among all positions where these are few, else among random
 * ones over the whole space and near the known ones, the best of which climb uphill axis by axis.
 */
export function searchPosition(search: PositionSearch): Position {
  const { axes, score, tried } = search;
  const seen = createPositionSet(tried);
  const size = axes.reduce((product, { count }) => product * count, 1);
  const candidates = size <= maxEnumerated ? allPositions(axes) : somePositions(search);
  const untried = candidates.filter((position) => !seen.has(position));
  const isFinal = size <= maxEnumerated || untried.length === 0;
  const starts = bestOf(untried.length > 0 ? untried : candidates, score, isFinal ? 1 : refinedStarts);
  let best = starts[0];
  for (const start of isFinal ? [] : starts) {
    const top = climb(axes, start, score, seen);
    if (best === undefined || top.score > best.score) best = top;
  }
  return best?.position ?? new Float64Array(axes.length);
}

interface Scored {
  readonly position: Position;
  readonly score: number;
}

/** The best so many of some positions, the best first, and of equally good ones the earlier. */
function bestOf(positions: readonly Position[], score: PositionSearch['score'], count: number): readonly Scored[] {
  const best: Scored[] = [];
  for (const position of positions) {
    const floor = best[count - 1]?.score ?? Number.NEGATIVE_INFINITY;
    const found = score(position, floor);
    if (best.length === count && !(found > floor)) continue;
    const behind = best.findIndex((other) => found > other.score);
    best.splice(behind < 0 ? best.length : behind, 0, { position, score: found });
    if (best.length > count) best.pop();
  }
  return best;
}

function climb(axes: readonly SearchAxis[], start: Scored, score: PositionSearch['score'], seen: PositionSet): Scored {
  let best = start;
  let step = 0.1;
  for (let round = 0; round < refinements; round += 1) {
    const before = best;
    for (const [index, axis] of axes.entries()) {
      for (const coordinate of neighbours(axis, best.position[index] ?? 0, step)) {
        const position = best.position.slice().fill(coordinate, index, index + 1);
        const next = score(position, best.score);
        if (next > best.score && !seen.has(position)) best = { position, score: next };
      }
    }
    if (best === before) step /= 3;
  }
  return best;
}

/** Other coordinates to try: a step to each side, or of categories all others (up to 10). */
function neighbours(axis: SearchAxis, coordinate: number, step: number): readonly number[] {
  if (axis.kind === 'category') {
    const others = Array.from({ length: Math.min(10, axis.count) }, (_, offset) => (coordinate + offset) % axis.count);
    return others.filter((other) => other !== coordinate);
  }
  const width = axis.kind === 'steps' ? Math.max(step, 1 / Math.max(1, axis.count - 1)) : step;
  const sides = [axis.snap(coordinate - width), axis.snap(coordinate + width)];
  return sides.filter((other) => other !== coordinate);
}

function somePositions({ axes, known, random }: PositionSearch): readonly Position[] {
  const anywhere = Array.from({ length: randomCandidates }, () =>
    Float64Array.from(axes, (axis) => anyCoordinate(axis, random)),
  );
  const near = known.flatMap((position) =>
    Array.from({ length: nearCandidates }, (_, attempt) => nearby(axes, position, 0.3 / (1 + attempt), random)),
  );
  return [...anywhere, ...near];
}

/** A position of which some coordinates, at least one, are moved by about `spread`. */
function nearby(axes: readonly SearchAxis[], position: Position, spread: number, random: RandomSource): Position {
  const certain = random.integerBelow(axes.length);
  const share = Math.min(1, 3 / axes.length);
  return position.map((coordinate, index) => {
    const axis = axes[index];
    if (axis === undefined || (index !== certain && random.uniform() > share)) return coordinate;
    if (axis.kind === 'category') return anyCoordinate(axis, random);
    const width = axis.kind === 'steps' ? Math.max(spread, 1 / Math.max(1, axis.count - 1)) : spread;
    return axis.snap(coordinate + width * random.standardNormal());
  });
}

function anyCoordinate(axis: SearchAxis, random: RandomSource): number {
  return axis.kind === 'category' ? random.integerBelow(axis.count) : axis.snap(random.uniform());
}

/** Every position, the last axis changing fastest. */
function allPositions(axes: readonly SearchAxis[]): readonly Position[] {
  let positions: readonly (readonly number[])[] = [[]];
  for (const axis of axes) {
    const scale = axis.kind === 'steps' ? Math.max(1, axis.count - 1) : 1;
    const coordinates = Array.from({ length: axis.count }, (_, index) => index / scale);
    positions = positions.flatMap((position) => coordinates.map((coordinate) => [...position, coordinate]));
  }
  return positions.map((position) => Float64Array.from(position));
}
