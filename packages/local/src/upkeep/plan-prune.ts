import { HyperDriveRehydrateError, isTerminalStatus } from '@hyperdrive-run/core';
import { configFromTags, isSweep } from '@hyperdrive-run/core/internal-config';
import { keyInScope, runIdentity } from '../storage/run-key.js';
import type { RunStore } from '../storage/run-store.js';
import type { StoredRun } from '../storage/runs/stored-run.js';

/** Which of the runs that have ended go. */
export interface PruneSelection {
  /** Only what ended longer ago than this, in milliseconds. */
  readonly olderThanMs?: number | undefined;
  /** So many sweeps that have ended stay in any case: those that were created last. */
  readonly keep?: number | undefined;
}

/**
 * The sweeps, and other runs without a parent, that may go, the oldest first. What has not ended stays, with all that
 * is above and below it, and so do the sweeps that an unfinished one resumes from: it may still look at them.
 */
export function planPrune(store: RunStore, { olderThanMs, keep = 0 }: PruneSelection, now: Date): readonly StoredRun[] {
  const going: StoredRun[] = [];
  const wanted = new Set<string>();
  let kept = 0;
  for (const run of store.rootRuns()) {
    if (!hasEnded(store, run)) {
      for (const key of resumedBy(run)) wanted.add(runIdentity(keyInScope(run.scope, key)));
      continue;
    }
    // Other runs are no measure of how many sweeps are kept: they go by their age alone.
    if (isSweep(run) && kept < keep) {
      kept += 1;
      continue;
    }
    const ageMs = now.getTime() - (run.endTime ?? run.createdTime).getTime();
    if (olderThanMs === undefined || ageMs > olderThanMs) going.push(run);
  }
  return going.filter((run) => !wanted.has(runIdentity(run))).toReversed();
}

/** Whether a run and all below it have ended. Below a sweep's trial nothing is asked: nobody runs it any more. */
export function hasEnded(store: RunStore, run: StoredRun): boolean {
  if (!isTerminalStatus(run.status)) return false;
  if (store.getEngineState(run) !== undefined) return true;
  return store.runAndBelow(run).every(({ status }) => isTerminalStatus(status));
}

function resumedBy(run: StoredRun): ReturnType<typeof configFromTags>['resumeFrom'] {
  if (!isSweep(run)) return [];
  try {
    return configFromTags(run.tags, run.properties, { runId: run.runId }).resumeFrom;
  } catch (error) {
    if (HyperDriveRehydrateError.isInstance(error)) return [];
    throw error;
  }
}
