import { randomUUID } from 'node:crypto';
import { findHyperparameters } from '@hyperdrive-run/core/internal';
import {
  describePlacement,
  type HyperDriveRun,
  type Hyperparameters,
  isTerminalStatus,
  placementOf,
  type RunRecord,
  type SweepBackend,
} from '@hyperdrive-run/sdk';
import type { Child, EarlyValue } from '../../api/child.js';
import type { ChildrenUpdate } from '../../api/children-update.js';
import { type ChangeTracker, createChangeTracker } from './changes/track-changes.js';
import { splitUpdate } from './split-update.js';

/** So many children are asked for their metrics before what they logged is sent on. */
const readAtOnce = 200;

/** So many of the newest children are shown while the rest of a long listing is still on its way. */
const firstRows = 100;

/** Reads the children of sweeps, each child that has ended once: it changes no more unless its status does. */
export interface ChildrenReader {
  /**
   * One look, as updates that follow on each other: which children there are comes before what they logged.
   * @param after the token of an earlier look, for what has changed since
   */
  read(sweep: HyperDriveRun, after: string | undefined, signal: AbortSignal): AsyncGenerator<ChildrenUpdate>;
}

/** What is known of one sweep's children. Several looks may read at once: each adds to it, none takes anything away. */
interface KnownChildren {
  readonly tracker: ChangeTracker;
  /** In the order of the last listing. */
  order: readonly string[];
  readonly children: Map<string, Child>;
  /** The statuses with which children's metrics were read. */
  readonly readAs: Map<string, string>;
  /** By child; `undefined` where nothing names them. They do not change, and asking may take a request a child. */
  readonly hyperparameters: Map<string, Hyperparameters | undefined>;
}

/** Makes a reader; what it knows of children lasts as long as it does. */
export function createChildrenReader(backend: SweepBackend): ChildrenReader {
  const bySweep = new Map<string, KnownChildren>();

  function knownOf(sweepId: string): KnownChildren {
    const known = bySweep.get(sweepId) ?? {
      tracker: createChangeTracker(randomUUID()),
      order: [],
      children: new Map(),
      readAs: new Map(),
      hyperparameters: new Map(),
    };
    bySweep.set(sweepId, known);
    return known;
  }

  return {
    async *read(sweep, after, signal) {
      const known = knownOf(sweep.id);
      let token = after;
      const news = (): readonly ChildrenUpdate[] => {
        const children = known.order.flatMap((runId) => known.children.get(runId) ?? []);
        const update = known.tracker.update(children, token);
        token = update.token;
        return splitUpdate(update);
      };
      // What an earlier look has read of a long listing is shown before the service is asked: what has changed since follows.
      if (after === undefined && known.order.length > readAtOnce) {
        yield firstOf(known);
        yield* news();
      }
      const records: RunRecord[] = [];
      for await (const { record } of sweep.getChildren({ signal })) {
        if (record !== undefined) records.push(record);
        if (records.length === firstRows && known.order.length === 0) yield previewOf(sweep, records);
      }
      const unread = await take(sweep, records, known, signal);
      if (unread.length > readAtOnce) {
        yield* news();
        if (await readEarlyValues(backend, sweep, known, unread, signal)) yield* news();
      }
      for (let from = 0; from === 0 || from < unread.length; from += readAtOnce) {
        await readMetrics(sweep, known, unread.slice(from, from + readAtOnce), signal);
        yield* news();
      }
    },
  };
}

/** The newest of many children that are known: all of them take a while to write and to read. */
function firstOf({ order, children }: KnownChildren): ChildrenUpdate {
  const first = order.slice(0, firstRows).flatMap((runId) => children.get(runId) ?? []);
  return { token: '', isComplete: true, children: first, changes: [] };
}

/** The newest children of a long sweep, to have something to look at while the others are listed. */
function previewOf(sweep: HyperDriveRun, records: readonly RunRecord[]): ChildrenUpdate {
  const parent = sweep.record ?? { tags: new Map<string, string>() };
  const children = records.map((record) => childOf(record, findHyperparameters(parent, record)?.values, undefined));
  return { token: '', isComplete: true, children, changes: [] };
}

function childOf(record: RunRecord, hyperparameters: Hyperparameters | undefined, before: Child | undefined): Child {
  const { runId, parentRunId, status, searchTrial, startTime, endTime } = record;
  return {
    runId,
    parentRunId,
    status,
    searchTrial,
    hyperparameters,
    placement: describePlacement(placementOf(record)),
    startTime,
    endTime,
    early: before?.early,
    isRead: before?.isRead ?? false,
    metrics: before === undefined ? new Map() : before.metrics,
  };
}

/** Takes in a listing, and returns those of its children whose metrics are to be read: which run, or have ended since. */
async function take(
  sweep: HyperDriveRun,
  records: readonly RunRecord[],
  known: KnownChildren,
  signal: AbortSignal,
): Promise<readonly (readonly [runId: string, status: string])[]> {
  await readHyperparameters(sweep, records, known, signal);
  known.order = records.map(({ runId }) => runId);
  for (const record of records) {
    const { runId, status } = record;
    const before = known.children.get(runId);
    // A child that has ended stays the same object.
    if (before !== undefined && before.status === status && isTerminalStatus(status)) continue;
    known.children.set(runId, childOf(record, known.hyperparameters.get(runId), before));
  }
  // MLflow lets a run go on that had ended: its status is another one then.
  const unread = records.filter(({ runId, status }) => known.readAs.get(runId) !== status || !isTerminalStatus(status));
  return unread.map(({ runId, status }) => [runId, status]);
}

/**
 * Finds hyperparameters of children whose are not known: in the records that are at hand, else the service is asked, once
 * while a child runs and once more when it has ended.
 */
async function readHyperparameters(
  sweep: HyperDriveRun,
  records: readonly RunRecord[],
  { readAs, hyperparameters }: KnownChildren,
  signal: AbortSignal,
): Promise<void> {
  const parent = sweep.record ?? { tags: new Map<string, string>() };
  for (const record of records) {
    if (hyperparameters.get(record.runId) !== undefined) continue;
    const found = findHyperparameters(parent, record);
    if (found !== undefined) hyperparameters.set(record.runId, found.values);
  }
  const isUnknown = ({ runId, status }: RunRecord): boolean =>
    hyperparameters.get(runId) === undefined &&
    (!hyperparameters.has(runId) || (isTerminalStatus(status) && readAs.get(runId) !== status));
  if (!records.some(isUnknown)) return;
  const found = await sweep.getHyperparameters({ signal });
  for (const { runId } of records) hyperparameters.set(runId, hyperparameters.get(runId) ?? found.get(runId));
}

/** Asks for the primary metric alone, where the service picks it: a table can be ranked by it long before all is read. */
async function readEarlyValues(
  backend: SweepBackend,
  sweep: HyperDriveRun,
  known: KnownChildren,
  unread: readonly (readonly [string, string])[],
  signal: AbortSignal,
): Promise<boolean> {
  const ids = unread.flatMap(([runId]) => (known.children.get(runId)?.isRead === false ? [runId] : []));
  if (backend.getMetricReadings === undefined || ids.length === 0) return false;
  const { name, goal } = sweep.hyperdriveConfig.primaryMetric;
  const options = { name, goal, scope: 'best' as const, childrenOf: sweep.id, signal };
  for await (const result of backend.getMetricReadings(ids, options)) {
    const child = known.children.get(result.runId);
    if (child === undefined || child.isRead) continue;
    const reading = result.kind === 'read' ? result.reading : undefined;
    const early: EarlyValue = reading?.kind === 'value' ? reading.value : (reading?.reason ?? 'unreadable');
    known.children.set(result.runId, { ...child, early });
  }
  return true;
}

/** Reads what children logged; a child that cannot be read is one without metrics. */
async function readMetrics(
  sweep: HyperDriveRun,
  known: KnownChildren,
  unread: readonly (readonly [runId: string, status: string])[],
  signal: AbortSignal,
): Promise<void> {
  const runIds = unread.map(([runId]) => runId);
  const logged = await sweep.getMetrics({ runIds, onUnreadable: 'report', signal });
  for (const [runId, status] of unread) {
    const child = known.children.get(runId);
    const metrics = logged.get(runId);
    if (child === undefined) continue;
    known.children.set(runId, { ...child, early: undefined, isRead: true, metrics });
    if (metrics !== undefined) known.readAs.set(runId, status);
    else known.readAs.delete(runId);
  }
}
