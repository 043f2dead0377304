import {
  type HyperDriveError,
  isTerminalStatus,
  type MetricReading,
  measureProgress,
  plannedTrials,
  type RunRecord,
  type RunStatus,
  type SweepProgress,
  summarizeChild,
} from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { findHyperparameters, isAllGenerated, whyRuledOut } from '@hyperdrive-run/core/internal';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { delay } from '@hyperdrive-run/transport/async';

import { checkOptions, type OptionChecks, positiveInteger } from '../../arguments/option-checks.js';
import { type OnUnreadable, onUnreadableCheck, settleUnreadable } from '../failures/unreadable.js';
import { getMetricReadings } from '../metrics/get-metric-readings.js';
import { createEndCheck } from './end-check.js';
import { KnownChildren } from './known-children.js';
import { firstPauseOf, type PollOptions, poll, pollChecks } from './poll.js';

/** How to watch a sweep. */
export interface WatchOptions extends PollOptions {
  /** How many children a page of the listing contains; the backend's own default where undefined. */
  readonly pageSize?: number | undefined;
  /**
   * What to do where the metrics of children cannot be read although the sweep has ended and they were asked for again.
   * Default `reject`, after `outageMs` where it may pass; with `report` the last update names them and is provisional.
   */
  readonly onUnreadable?: OnUnreadable | undefined;
}

const watchChecks: OptionChecks<WatchOptions> = {
  ...pollChecks,
  pageSize: positiveInteger,
  onUnreadable: onUnreadableCheck,
};

/** What watching wants to know of a sweep's config. */
export type WatchedConfig = Pick<HyperDriveConfig, 'primaryMetric' | 'maxTotalRuns'> &
  Partial<Pick<HyperDriveConfig, 'hyperparameterSampling'>>;

/** A sweep at one moment. */
export interface SweepUpdate extends SweepProgress {
  readonly run: RunRecord;
  readonly status: RunStatus;
  /** Why the sweep was canceled, where the service says it. */
  readonly cancellationReason: string | undefined;
  /** Children whose metrics could not be read this time; they are asked again next time. */
  readonly unreadable: readonly string[];
}

/**
 * Looks at a sweep again and again until it has ended. A look asks for the run, for the newest children, and for the
 * metrics of those that have not ended: what has ended is known already, so a look does not grow with it. The last look
 * lists all children once more, and asks twice for what cannot be read. A study of another tool may look ended between two of its
 * trials: it has where two looks in a row see the same end.
 */
export async function* watchSweep(
  backend: SweepBackend,
  runId: string,
  config: WatchedConfig,
  options: WatchOptions = {},
): AsyncGenerator<SweepUpdate, void, undefined> {
  checkOptions(options, watchChecks);
  const known = new KnownChildren();
  const hasEnded = createEndCheck();
  const question = {
    ask: () => takeLook(backend, runId, config, known, options),
    isLast: ({ run }: SweepUpdate) => hasEnded(run),
    summary: ({ status, childrenByStatus, bestSoFar }: SweepUpdate) =>
      JSON.stringify([status, [...childrenByStatus], bestSoFar?.runId, bestSoFar?.bestPrimaryMetric]),
    subject: `Sweep ${JSON.stringify(runId)}`,
  };
  yield* poll(question, options);
}

async function takeLook(
  backend: SweepBackend,
  runId: string,
  config: WatchedConfig,
  known: KnownChildren,
  options: WatchOptions,
): Promise<SweepUpdate> {
  const { primaryMetric, maxTotalRuns } = config;
  const { signal } = options;
  const run = await backend.getRun(runId, { signal });
  const hasEnded = isTerminalStatus(run.status);
  const listed = await listNewest(backend, runId, known, { ...options, whole: hasEnded });
  known.arrange(listed.values(), hasEnded);

  const take = (child: RunRecord, reading: MetricReading): void =>
    known.set(summarizeChild(child, reading, findHyperparameters(run, child)?.values));

  /** Reads the children's metrics into what is known, and returns those that cannot be read. */
  async function read(ids: readonly string[]): Promise<ReadonlyMap<string, HyperDriveError>> {
    const unreadable = new Map<string, HyperDriveError>();
    const { name, goal } = primaryMetric;
    const asked = { name, goal, scope: 'best', childrenOf: runId, signal } as const;
    for await (const result of getMetricReadings(backend, ids, asked)) {
      const child = listed.get(result.runId);
      if (child === undefined) continue;
      if (result.kind === 'unreadable') {
        unreadable.set(result.runId, result.error);
        take(child, { kind: 'missing', reason: 'unreadable' });
      } else take(child, result.reading);
    }
    return unreadable;
  }

  // A trial that its search rules out has no primary metric, whatever it logged: nothing is asked about it.
  for (const child of listed.values()) {
    const reason = whyRuledOut(child);
    if (reason !== undefined) take(child, { kind: 'missing', reason });
  }
  let unreadable = await read([...listed.keys()].filter((id) => !known.isSettled(id)));
  if (hasEnded && unreadable.size > 0) {
    await delay(firstPauseOf(options), signal);
    unreadable = await read([...unreadable.keys()]);
  }
  settleUnreadable(hasEnded ? unreadable : new Map(), options.onUnreadable);
  const { status, startTime, endTime, cancellationReason } = run;
  const { goal } = primaryMetric;
  const planned = { plannedTrials: plannedTrials(config, run), isAllGenerated: isAllGenerated(run) };
  const children = known.all;
  const evidence = { status, startTime, endTime, children, goal, maxTotalRuns, ...planned, now: new Date() };
  return { ...measureProgress(evidence), run, status, cancellationReason, unreadable: [...unreadable.keys()] };
}

/**
 * The newest children, down to where everything is known: the listing is left as soon as all that had not ended were met
 * and known ones begin. With `whole` it is read to its end.
 */
async function listNewest(
  backend: SweepBackend,
  runId: string,
  known: KnownChildren,
  { signal, pageSize, whole }: WatchOptions & { readonly whole: boolean },
): Promise<ReadonlyMap<string, RunRecord>> {
  const { unsettled } = known;
  const listed = new Map<string, RunRecord>();
  for await (const child of backend.listChildRuns(runId, { signal, pageSize })) {
    listed.set(child.runId, child);
    unsettled.delete(child.runId);
    if (!whole && known.has(child.runId) && unsettled.size === 0) break;
  }
  return listed;
}
