import type { Child } from '../api/child.js';
import { applyUpdate, childrenUpdateFromJson } from '../api/children-update.js';
import { type SweepDetails, sweepDetailsFromJson } from '../api/sweep-details.js';
import { fetchJson } from './fetch-json.js';

/** A sweep as it was at one look. */
export interface Look {
  readonly sweep: SweepDetails;
  readonly children: readonly Child[];
  /** With it the next look gets only what has changed since this one. */
  readonly token: string;
}

/** Looks at a sweep. @throws DashboardError where the server is gone, or reports a problem */
export async function look(runId: string, before?: Look): Promise<Look> {
  const path = `/api/sweeps/${encodeURIComponent(runId)}`;
  // The children after the sweep: once it has ended, they have too.
  const sweep = sweepDetailsFromJson(await fetchJson(path));
  const after = before === undefined ? '' : `?after=${encodeURIComponent(before.token)}`;
  const update = childrenUpdateFromJson(await fetchJson(`${path}/children${after}`));
  return { sweep, children: applyUpdate(before?.children ?? [], update), token: update.token };
}
