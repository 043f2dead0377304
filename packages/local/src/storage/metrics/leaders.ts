/** So many children are named at most: where more tie, whoever asks reads all of them. */
export const mostLeaders = 1000;

/** Some children of a sweep, of which those are kept that may be among the first. */
export interface Leaders {
  /** @param extreme the best of what the child logged, as SQLite reads numbers */
  add(runId: string, extreme: number): void;
  /** Whether more children tie than are named. */
  areTooMany(): boolean;
  /** Those that may be among the first, and others. */
  ids(): readonly string[];
}

/** So that a top of 1 is not sorted again with each child that is better. */
const roomForMore = 200;

/**
 * How far two numbers may be apart that SQLite read, and be in either order: each may be some units in the last place off,
 * and the very small and the very large more.
 */
function tolerance(value: number): number {
  return Math.abs(value) * 4e-15 + 1e-299;
}

/** Close to the largest number SQLite may read an infinity, and the other way around. */
function clipped(value: number): number {
  return Math.max(-1.79e308, Math.min(1.79e308, value));
}

/** Keeps the children that may be among the first `top`: whoever is as near to the last of them as numbers are read, too. */
export function createLeaders({
  goal,
  top,
}: {
  readonly goal: 'maximize' | 'minimize';
  readonly top: number;
}): Leaders {
  /** A larger rank is better. */
  let kept: { readonly runId: string; readonly rank: number }[] = [];
  let limit = Number.NEGATIVE_INFINITY;
  let areTooMany = top > mostLeaders;

  function narrow(): void {
    kept.sort((a, b) => b.rank - a.rank);
    const last = kept[top - 1]?.rank;
    if (last === undefined) return;
    limit = last - tolerance(last);
    kept = kept.filter(({ rank }) => rank >= limit);
    areTooMany ||= kept.length > mostLeaders;
  }

  return {
    add(runId, extreme) {
      const rank = goal === 'maximize' ? clipped(extreme) : -clipped(extreme);
      if (rank < limit) return;
      kept.push({ runId, rank });
      if (kept.length > 2 * top + roomForMore) narrow();
    },
    areTooMany: () => areTooMany,
    ids() {
      narrow();
      return kept.map(({ runId }) => runId);
    },
  };
}
