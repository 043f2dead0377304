import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineContext } from '../engine-context.js';
import { type CodeSnapshot, takeCodeSnapshot } from '../trial/code-snapshot.js';
import { changeSweepState } from './change-sweep-state.js';
import type { Sweep } from './sweep.js';

/** The snapshot of a sweep's code: the one that an earlier process took, or a new one. */
export async function provideSnapshot(context: EngineContext, sweep: Sweep): Promise<CodeSnapshot> {
  const folder = snapshotFolder(context, sweep);
  if (sweep.state.codePath !== undefined) return { folder, codePath: sweep.state.codePath };
  // What exists was begun by a process that died over it.
  await rm(folder, { recursive: true, force: true });
  const snapshot = await takeCodeSnapshot(sweep.definition.code, folder, context.excludeFromCode);
  changeSweepState(context.store, sweep, (state) => ({ ...state, codePath: snapshot.codePath }));
  return snapshot;
}

/** Removes the snapshot of a sweep that has ended. One that cannot be removed is left: it disturbs nothing. */
export async function removeSnapshot(context: EngineContext, sweep: Sweep): Promise<void> {
  await rm(snapshotFolder(context, sweep), { recursive: true, force: true }).catch(() => undefined);
}

function snapshotFolder({ files }: EngineContext, sweep: Sweep): string {
  return join(files.workFolderOf(sweep), 'snapshot');
}
