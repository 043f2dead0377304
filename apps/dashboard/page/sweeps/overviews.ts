import { type SweepOverview, sweepOverviewFromJson } from '../../api/sweep-overview.js';
import { fetchJson } from '../ask/fetch-json.js';
import { sweepPath } from '../ask/paths.js';

/** So many are asked for at a time: each may take the service some requests. */
const mostAtOnce = 3;

/** The overviews of the sweeps that were seen so far. */
export interface Overviews {
  /** `undefined` where it has not come yet, or could not be read. */
  get(sweepId: string): SweepOverview | undefined;
  /** Asks for those that are not known. */
  want(sweepIds: readonly string[]): void;
}

/** Makes it; `onNews` is called when some have come. */
export function createOverviews(onNews: () => void): Overviews {
  const known = new Map<string, SweepOverview>();
  const asked = new Set<string>();
  let wanted: string[] = [];
  let running = 0;

  async function run(): Promise<void> {
    running += 1;
    for (let sweepId = wanted.shift(); sweepId !== undefined; sweepId = wanted.shift()) {
      asked.add(sweepId);
      const path = `${sweepPath(sweepId)}/overview`;
      // A sweep whose children cannot be counted is listed all the same.
      const overview = await fetchJson(path).then(sweepOverviewFromJson, () => undefined);
      if (overview !== undefined) known.set(sweepId, overview);
      onNews();
    }
    running -= 1;
  }

  return {
    get: (sweepId) => known.get(sweepId),
    want(sweepIds) {
      // Those in view now go first, and those that have gone out of it are left for later.
      wanted = sweepIds.filter((sweepId) => !asked.has(sweepId));
      while (running < mostAtOnce && wanted.length > 0) void run();
    },
  };
}
