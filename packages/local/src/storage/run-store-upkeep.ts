import type { RunStatus } from '@hyperdrive-run/core';
import type { RunKey } from './run-key.js';
import type { StoredRun } from './runs/stored-run.js';

/** What looks after the store as a whole, in all workspaces. */
export interface RunStoreUpkeep {
  /** The runs without a parent, the last created first; reads page by page. */
  rootRuns(): Iterable<StoredRun>;
  /** A run with everything below it, what is below before what is above. */
  runAndBelow(key: RunKey): readonly { readonly runId: string; readonly status: RunStatus }[];
  countRuns(): number;
  /** How many sweeps have each status. */
  countSweeps(): ReadonlyMap<RunStatus, number>;
  /** Deletes runs with their tags, properties and metrics: all of them or none. Subscribers are not notified. */
  deleteRuns(keys: readonly RunKey[]): void;
  /** How many bytes the file has that are not used, and that {@link shrink} gives back. */
  freeBytes(): number;
  /** Gives the disk a part of the unused bytes back. Returns whether there are more, so that others get their turn. */
  shrink(): 'more' | 'done';
}
