import {
  type ChildSummary,
  findHyperparameters,
  type HyperDriveConfig,
  isAllGenerated,
  isTerminalStatus,
  measureProgress,
  plannedTrials,
  type RunRecord,
  type RunStatus,
  readMetric,
  type SweepBackend,
  type SweepProgress,
  summarizeChild,
} from '@hyperdrive-run/core';
import { type PollOptions, poll } from './poll.js';

/** How to watch a sweep. */
export interface WatchOptions extends PollOptions {
  /** How many children a page of the listing holds; the backend's own default where undefined. */
  readonly pageSize?: number | undefined;
}

/** What watching wants to know of a sweep's config. */
export type WatchedConfig = Pick<HyperDriveConfig, 'primaryMetric' | 'maxTotalRuns'> &
  Partial<Pick<HyperDriveConfig, 'hyperparameterSampling'>>;

/** A sweep at one moment. */
export interface SweepSnapshot extends SweepProgress {
  readonly run: RunRecord;
  readonly status: RunStatus;
  /** Why the sweep was canceled, where the service says it. */
  readonly cancellationReason: string | undefined;
  /** Children whose metrics could not be read this time; they are asked again next time. */
  readonly unreadable: readonly string[];
}

/**
 * Looks at a sweep again and again until it has ended. A look asks for the run, for the newest children, and for the
 * metrics of those that have not ended: what has ended is known already, so a look does not grow with it.
 */
export function watchSweep(
  backend: SweepBackend,
  runId: string,
  config: WatchedConfig,
  options: WatchOptions = {},
): AsyncGenerator<SweepSnapshot, void, undefined> {
  const known = new Map<string, ChildSummary>();
  const question = {
    ask: () => takeSnapshot(backend, runId, config, known, options),
    isLast: ({ status }: SweepSnapshot) => isTerminalStatus(status),
    summary: ({ status, childrenByStatus, bestSoFar }: SweepSnapshot) =>
      JSON.stringify([status, [...childrenByStatus], bestSoFar?.runId, bestSoFar?.bestPrimaryMetric]),
    subject: `Sweep ${JSON.stringify(runId)}`,
  };
  return poll(question, options);
}

async function takeSnapshot(
  backend: SweepBackend,
  runId: string,
  config: WatchedConfig,
  known: Map<string, ChildSummary>,
  { signal, pageSize }: WatchOptions,
): Promise<SweepSnapshot> {
  const { primaryMetric, maxTotalRuns } = config;
  const run = await backend.getRun(runId, { signal });
  const changed = await listChanged(backend, runId, known, { signal, pageSize });
  const unreadable: string[] = [];
  const names = [primaryMetric.name];
  for await (const result of backend.getMetrics([...changed.keys()], { names, signal })) {
    const child = changed.get(result.runId);
    if (child === undefined) continue;
    const reading =
      result.kind === 'unreadable'
        ? ({ kind: 'missing', reason: 'unreadable' } as const)
        : readMetric(result.metrics.get(primaryMetric.name), primaryMetric.goal);
    if (result.kind === 'unreadable') unreadable.push(result.runId);
    known.set(child.runId, summarizeChild(child, reading, findHyperparameters(run, child)?.values));
  }
  const { status, startTime, endTime, cancellationReason } = run;
  const children = [...known.values()];
  const { goal } = primaryMetric;
  const planned = { plannedTrials: plannedTrials(config, run), isAllGenerated: isAllGenerated(run) };
  const evidence = { status, startTime, endTime, children, goal, maxTotalRuns, ...planned, now: new Date() };
  return { ...measureProgress(evidence), run, status, cancellationReason, unreadable };
}

/**
 * The children that are new or had not ended. The listing begins with the newest: it is left as soon as all that had
 * not ended were met and known ones begin.
 */
async function listChanged(
  backend: SweepBackend,
  runId: string,
  known: ReadonlyMap<string, ChildSummary>,
  options: WatchOptions,
): Promise<Map<string, RunRecord>> {
  const unsettled = new Set([...known.values()].filter((child) => !isSettled(child)).map((child) => child.runId));
  const changed = new Map<string, RunRecord>();
  for await (const child of backend.listChildRuns(runId, options)) {
    const before = known.get(child.runId);
    if (before === undefined || !isSettled(before)) changed.set(child.runId, child);
    unsettled.delete(child.runId);
    if (before !== undefined && unsettled.size === 0) break;
  }
  return changed;
}

function isSettled({ status, missingReason }: ChildSummary): boolean {
  return isTerminalStatus(status) && missingReason !== 'unreadable';
}
