import { randomUUID } from 'node:crypto';
import {
  describePlacement,
  type HyperDriveRun,
  type Hyperparameters,
  isTerminalStatus,
  placementOf,
  type RunRecord,
} from '@hyperdrive-run/sdk';
import type { Child } from '../api/child.js';
import type { ChildrenUpdate } from '../api/children-update.js';
import { type ChangeTracker, createChangeTracker } from './changes/track-changes.js';

/** Reads the children of sweeps, each child that has ended once: it changes no more unless its status does. */
export interface ChildrenReader {
  /** @param after the token of an earlier look, for what has changed since */
  read(sweep: HyperDriveRun, after: string | undefined, signal: AbortSignal): Promise<ChildrenUpdate>;
}

/** What is known of one sweep's children between two looks. */
interface KnownChildren {
  readonly tracker: ChangeTracker;
  readonly ended: Map<string, Child>;
  /** By child; `undefined` where nothing names them. They do not change, and asking may take a request a child. */
  readonly hyperparameters: Map<string, Hyperparameters | undefined>;
}

/** Makes a reader; what it knows of children lasts as long as it does. */
export function createChildrenReader(): ChildrenReader {
  const bySweep = new Map<string, KnownChildren>();

  function knownOf(sweepId: string): KnownChildren {
    const known = bySweep.get(sweepId) ?? {
      tracker: createChangeTracker(randomUUID()),
      ended: new Map(),
      hyperparameters: new Map(),
    };
    bySweep.set(sweepId, known);
    return known;
  }

  return {
    async read(sweep, after, signal) {
      const known = knownOf(sweep.id);
      const records: RunRecord[] = [];
      for await (const { record } of sweep.getChildren({ signal })) if (record !== undefined) records.push(record);
      await readHyperparameters(sweep, records, known, signal);
      const read = await readMetrics(sweep, records, known, signal);
      const children = records.flatMap(({ runId }) => read.get(runId) ?? known.ended.get(runId) ?? []);
      return known.tracker.update(children, after);
    },
  };
}

/** Asks for hyperparameters where a child's are not known: once while it runs, and once more when it has ended. */
async function readHyperparameters(
  sweep: HyperDriveRun,
  records: readonly RunRecord[],
  { ended, hyperparameters }: KnownChildren,
  signal: AbortSignal,
): Promise<void> {
  const isUnknown = ({ runId, status }: RunRecord): boolean =>
    hyperparameters.get(runId) === undefined && (!hyperparameters.has(runId) || isTerminalStatus(status));
  if (!records.some((record) => !ended.has(record.runId) && isUnknown(record))) return;
  const found = await sweep.getHyperparameters({ signal });
  for (const { runId } of records) hyperparameters.set(runId, found.get(runId));
}

/** Reads the children that have not been read to their end. */
async function readMetrics(
  sweep: HyperDriveRun,
  records: readonly RunRecord[],
  { ended, hyperparameters }: KnownChildren,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Child>> {
  // MLflow lets a run go on that had ended: its status is another one then.
  const isRead = ({ runId, status }: RunRecord): boolean => ended.get(runId)?.status === status;
  const unread = records.filter((record) => !isRead(record));
  const read = new Map<string, Child>();
  const logged = await sweep.getMetrics({
    runIds: unread.map(({ runId }) => runId),
    onUnreadable: 'report',
    signal,
  });
  for (const record of unread) {
    const { runId, parentRunId, status, searchTrial } = record;
    const metrics = logged.get(runId);
    const child: Child = {
      runId,
      parentRunId,
      status,
      searchTrial,
      hyperparameters: hyperparameters.get(runId),
      placement: describePlacement(placementOf(record)),
      metrics,
    };
    read.set(runId, child);
    if (metrics !== undefined && isTerminalStatus(status)) ended.set(runId, child);
    else ended.delete(runId);
  }
  return read;
}
