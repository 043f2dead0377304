import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { StorageError } from '../storage/database/storage-error.js';
import { outputsFolder, type RunFiles } from '../storage/files/run-files.js';
import type { RunKey } from '../storage/run-key.js';
import type { RunStore } from '../storage/run-store.js';
import type { StoredRun } from '../storage/runs/stored-run.js';
import { folderBytes } from './folder-bytes.js';
import { hasEnded, type PruneSelection, planPrune } from './plan-prune.js';
import { databaseBytes } from './service-usage.js';

export interface PruneOptions extends PruneSelection {
  /** Only the folder `outputs` of runs goes; the runs, their metrics and their logs stay. */
  readonly outputsOnly?: boolean | undefined;
  /** Nothing goes: only what would is answered. */
  readonly dryRun?: boolean | undefined;
}

/** One sweep, or other run without a parent, that went or would go. */
export interface PrunedRun {
  readonly runId: string;
  readonly experimentName: string;
  readonly endTime: Date | undefined;
  /** Itself and what is below it. */
  readonly runs: number;
  /** The bytes of its files. */
  readonly bytes: number;
}

/** What went, or would go. */
export interface PruneResult {
  /** The oldest first. */
  readonly pruned: readonly PrunedRun[];
  /** By how many bytes the database's file got smaller; 0 for a dry run. */
  readonly databaseBytes: number;
}

/** What a prune works on. */
export interface PrunedService {
  /** The service's folder, absolute. */
  readonly folder: string;
  readonly store: RunStore;
  readonly files: RunFiles;
  readonly now: () => Date;
}

/**
 * Deletes what has ended: files first moved out of the way and then removed, so that whatever interrupts it the next
 * prune finishes it. Runs that have not ended are never touched.
 */
export async function pruneRuns(service: PrunedService, options: PruneOptions): Promise<PruneResult> {
  const { folder, store, now } = service;
  const isDry = options.dryRun === true;
  const before = await databaseBytes(folder);
  // What a prune that was interrupted left.
  if (!isDry) await rm(binOf(folder), { recursive: true, force: true });
  const pruned: PrunedRun[] = [];
  for (const root of planPrune(store, options, now())) {
    const keys = store.runAndBelow(root).map(({ runId }): RunKey => ({ scope: root.scope, runId }));
    const places = keys.map((key) => placeOf(service, key, options));
    let bytes = 0;
    for (const place of places) bytes += await folderBytes(place);
    if (options.outputsOnly === true && bytes === 0) continue;
    if (!isDry && !(await remove(service, root, keys, places, options))) continue;
    const { runId, experimentName, endTime } = root;
    pruned.push({ runId, experimentName, endTime, runs: keys.length, bytes });
  }
  if (isDry || options.outputsOnly === true) return { pruned, databaseBytes: 0 };
  try {
    while (store.shrink() === 'more') await turn();
  } catch (error) {
    // Somebody reads it: the unused pages are used again, or given back by the next prune.
    if (!(StorageError.isInstance(error) && error.failure === 'locked')) throw error;
  }
  return { pruned, databaseBytes: Math.max(0, before - (await databaseBytes(folder))) };
}

/** Answers whether it was removed: it may have been taken up again while others were. */
async function remove(
  { folder, store }: PrunedService,
  root: StoredRun,
  keys: readonly RunKey[],
  places: readonly string[],
  { outputsOnly }: PruneOptions,
): Promise<boolean> {
  const mayGo = (): boolean => {
    const run = store.getRun(root);
    return run !== undefined && hasEnded(store, run);
  };
  if (!mayGo()) return false;
  const bin = join(binOf(folder), randomUUID());
  mkdirSync(bin, { recursive: true, mode: 0o700 });
  for (const [index, place] of places.entries()) moveAway(place, join(bin, String(index)));
  let isFull = false;
  try {
    if (outputsOnly !== true) store.deleteRuns(keys);
  } catch (error) {
    isFull = StorageError.isInstance(error) && error.failure === 'full';
    if (!isFull) throw error;
  }
  await rm(bin, { recursive: true, force: true });
  // Deleting needs some room itself: on a full disk the files make it.
  if (isFull && mayGo()) store.deleteRuns(keys);
  return true;
}

function placeOf({ files }: PrunedService, key: RunKey, { outputsOnly }: PruneOptions): string {
  const kept = files.folderOf(key);
  return outputsOnly === true ? join(kept, outputsFolder) : dirname(kept);
}

/** Beside the runs, on the same disk, and under a name that no workspace has. */
function binOf(folder: string): string {
  return join(folder, 'runs', '.pruned');
}

function moveAway(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    // A run need not have files.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
