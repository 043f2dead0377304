import { setTimeout as delay } from 'node:timers/promises';
import { type HyperDriveRun, isTerminalStatus, type RunStatus } from '@hyperdrive-run/sdk';
import { type BestOfSweep, bestOfSweep } from './best-of-sweep.js';

/** What is known of a sweep while it runs. */
export interface SweepSnapshot {
  readonly status: RunStatus;
  /** How many children have each status. */
  readonly counts: ReadonlyMap<RunStatus, number>;
  readonly ended: number;
  readonly best: BestOfSweep | undefined;
}

/**
 * Asks for a sweep until it has ended, and tells each time what was found. The best run is looked for only when another
 * child has ended.
 * @returns the last snapshot
 */
export async function followSweep(
  sweep: HyperDriveRun,
  options: { readonly pauseMs: number; readonly onSnapshot: (snapshot: SweepSnapshot) => void },
): Promise<SweepSnapshot> {
  let best: BestOfSweep | undefined;
  let endedBefore = 0;
  for (;;) {
    // The sweep first: once it has ended, its children have too.
    const status = await sweep.getStatus({ refresh: true });
    const counts = await countChildren(sweep);
    const ended = [...counts].reduce((sum, [state, count]) => sum + (isTerminalStatus(state) ? count : 0), 0);
    if (ended > endedBefore) best = await bestOfSweep(sweep, { onUnreadable: 'report' });
    endedBefore = ended;
    const snapshot = { status, counts, ended, best };
    options.onSnapshot(snapshot);
    if (isTerminalStatus(status)) return snapshot;
    await delay(options.pauseMs);
  }
}

/** How many children a sweep has in each status. */
export async function countChildren(sweep: HyperDriveRun): Promise<ReadonlyMap<RunStatus, number>> {
  const counts = new Map<RunStatus, number>();
  for await (const { record } of sweep.getChildren()) {
    const status = record?.status ?? 'Unknown';
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}
