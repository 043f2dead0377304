import type { Workspace } from '@hyperdrive-run/sdk';
import { abbreviates, likeness, meaningsOf } from './abbreviations.js';

/** What the sweeps of a backend make of a text that is no id. */
export interface SweepSearch {
  /** The ids of the runs that it may mean. One: that is meant. */
  readonly candidates: readonly string[];
  /** Whether there may be more candidates: the search ended at some. */
  readonly isCut: boolean;
  /** Ids that are like it, the most alike first. */
  readonly near: readonly string[];
}

/** So many candidates show that a text means nothing in particular. */
const mostCandidates = 5;
const mostNear = 3;
/** What an id must share with a text to be like it: fewer characters are chance. */
const leastLikeness = 3;

/** Searches the sweeps, newest first, page by page. */
export async function searchSweeps(workspace: Workspace, text: string): Promise<SweepSearch> {
  const candidates: string[] = [];
  const alike: { readonly id: string; readonly likeness: number }[] = [];
  const [, ofSweep = text] = /^(.+)_\d+$/.exec(text) ?? [];
  for await (const { id } of workspace.listSweeps()) {
    // Whose id is whole means that one, and not those that go on.
    if (id === ofSweep) return { candidates: meaningsOf(text, id), isCut: false, near: [] };
    const meanings = meaningsOf(text, id);
    if (candidates.length + meanings.length > mostCandidates) return { candidates, isCut: true, near: [] };
    candidates.push(...meanings);
    const shared = likeness(ofSweep, id);
    if (!abbreviates(ofSweep, id) && shared >= leastLikeness) alike.push({ id, likeness: shared });
  }
  const near = alike.toSorted((a, b) => b.likeness - a.likeness).slice(0, mostNear);
  return { candidates, isCut: false, near: near.map(({ id }) => id) };
}
