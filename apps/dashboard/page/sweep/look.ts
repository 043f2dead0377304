import type { Child } from '../../api/child.js';
import { applyUpdate, childrenUpdateFromJson } from '../../api/children-update.js';
import { type SweepBest, sweepBestFromJson } from '../../api/sweep-best.js';
import { type SweepDetails, sweepDetailsFromJson } from '../../api/sweep-details.js';
import { fetchJson, fetchJsonLines } from '../ask/fetch-json.js';
import { sweepPath } from '../ask/paths.js';

/** A sweep as it was at one look, as far as that has come. */
export interface Look {
  readonly sweep: SweepDetails;
  /** `undefined` until it is known which run is the best, or why none is. */
  readonly best: SweepBest | undefined;
  readonly children: readonly Child[];
  /** With it the next look gets only what has changed since this one; empty until this one is whole. */
  readonly token: string;
}

/** What is called with each part of a look. */
type OnPart = (look: Look) => Promise<void> | undefined;

/**
 * Looks at a sweep. What has arrived is shown at once: first the sweep, then which children it has, then what they logged.
 * @param onPart is called with what is known so far; what follows waits for what it returns
 * @throws DashboardError where the server is gone, or reports a problem
 */
export async function look(runId: string, before: Look | undefined, onPart: OnPart): Promise<Look> {
  const path = sweepPath(runId);
  // The children after the sweep: once it has ended, they have too.
  const sweep = sweepDetailsFromJson(await fetchJson(path));
  let state: Look = { sweep, best: before?.best, children: before?.children ?? [], token: '' };
  const after = before === undefined || before.token === '' ? '' : `?after=${encodeURIComponent(before.token)}`;
  // They are on their way while the page is made.
  const lines = fetchJsonLines(`${path}/children${after}`);
  if (before === undefined) await onPart(state);
  let best: Promise<PromiseSettledResult<SweepBest>> | undefined;
  for await (const line of lines) {
    const update = childrenUpdateFromJson(line);
    state = { ...state, children: applyUpdate(state.children, update), token: update.token };
    // Asked for when the rows are there, which it would keep waiting: it takes a comparison of all children.
    best ??= settled(fetchBest(path));
    if (update.token === '') await onPart(state);
  }
  await onPart(state);
  const found = await best;
  if (found?.status === 'rejected') throw asError(found.reason);
  return { ...state, best: found?.value ?? state.best };
}

/** What becomes of it is looked at later, when the rows have come. */
async function settled<T>(promise: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([promise]);
  return result;
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

async function fetchBest(path: string): Promise<SweepBest> {
  return sweepBestFromJson(await fetchJson(`${path}/best`));
}
