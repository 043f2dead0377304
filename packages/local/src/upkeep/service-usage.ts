import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isTerminalStatus } from '@hyperdrive-run/core';
import type { RunStore } from '../storage/run-store.js';
import { folderBytes } from './folder-bytes.js';

/** What a local service keeps. Sizes are bytes on the disk. */
export interface ServiceUsage {
  /** The database, with what is still to be put into it. */
  readonly databaseBytes: number;
  /** What of the database is not used, and is given back by a prune. */
  readonly databaseFreeBytes: number;
  /** The logs and outputs of all runs, and the folders in which trials run. */
  readonly filesBytes: number;
  /** Sweeps, trials and other runs. */
  readonly runs: number;
  readonly sweeps: {
    /** Those that have not ended and are not paused. */
    readonly running: number;
    readonly paused: number;
    readonly ended: number;
  };
}

/** Measures what a service's folder holds. */
export async function measureUsage(folder: string, store: RunStore): Promise<ServiceUsage> {
  let [running, paused, ended] = [0, 0, 0];
  for (const [status, count] of store.countSweeps()) {
    if (isTerminalStatus(status)) ended += count;
    else if (status === 'Paused' || status === 'Pausing') paused += count;
    else running += count;
  }
  return {
    databaseBytes: await databaseBytes(folder),
    databaseFreeBytes: store.freeBytes(),
    filesBytes: await folderBytes(join(folder, 'runs')),
    runs: store.countRuns(),
    sweeps: { running, paused, ended },
  };
}

/** The size of a service's database on the disk. */
export async function databaseBytes(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of ['runs.db', 'runs.db-wal', 'runs.db-shm']) {
    bytes += (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0;
  }
  return bytes;
}
