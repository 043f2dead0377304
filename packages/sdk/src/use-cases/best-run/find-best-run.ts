import {
  type BestRunFilter,
  HyperDriveError,
  isEligible,
  type PrimaryMetric,
  type ProvisionalReason,
  provisionalReasons,
  type RunRecord,
  selectBestChild,
} from '@hyperdrive-run/core';
import type { HyperDriveConfig, RunKey } from '@hyperdrive-run/core/config';
import {
  bestChildTableName,
  isRecordedFor,
  mergeResumedBest,
  missingChildren,
  type RecordedBestChild,
  recordedBestFromProperties,
  recordedBestFromTable,
  whyRuledOut,
} from '@hyperdrive-run/core/internal';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { callback, flag, type OptionChecks } from '../../arguments/option-checks.js';
import { hydrateConfig } from '../../hydrate-config.js';
import { mapConcurrently } from '../async/map-concurrently.js';
import { type ReadChildrenOptions, readChildrenChecks } from '../children/read-children.js';
import { isAbort } from '../failures/is-abort.js';
import { isMissing } from '../failures/is-missing.js';
import { settleUnreadable } from '../failures/unreadable.js';
import { inScopeOf } from '../warm-start/in-scope-of.js';
import { type ComparedChildren, compareChildren } from './compare-children.js';

/** Which runs may be the best, and how children are read. */
export interface FindBestRunOptions extends BestRunFilter, ReadChildrenOptions {
  /** Whether the sweeps in `resume_from` take part. Default true. */
  readonly includeResumeFromRuns?: boolean | undefined;
  /**
   * Is called, before the result is returned, with the reasons why another run may still turn out to be the best. Not called where that cannot be.
   */
  readonly onProvisional?: ((reasons: readonly ProvisionalReason[]) => void) | undefined;
}

/** @see FindBestRunOptions */
export const findBestRunChecks: OptionChecks<FindBestRunOptions> = {
  ...readChildrenChecks,
  includeFailed: flag,
  includeCanceled: flag,
  includeResumeFromRuns: flag,
  onProvisional: callback,
};

/** Who says which run is the best: the service (`property`, `table`), or a `scan` of all children. */
export type BestRunSource = RecordedBestChild['source'] | 'scan';

/** The best child: which, its value, the sweep it belongs to, and who says so. */
export interface FoundBest {
  readonly run: RunRecord;
  readonly value: number;
  /** The parent of the best child: the sweep asked, or one that it resumed from. */
  readonly sweep: RunRecord;
  /** The backend in the scope of that sweep. */
  readonly backend: SweepBackend;
  readonly source: BestRunSource;
}

/** What a search for the best run found, and why it is not the last word. */
export interface BestRunSearch {
  readonly best: FoundBest | undefined;
  /** Why another run may still turn out to be the best; empty where that cannot be. */
  readonly provisionalBecause: readonly ProvisionalReason[];
}

/**
 * Finds the best child over a sweep and those it resumed from.
 * @param compareOwn how the sweep's own children are read, where the caller wants to see them too
 * @throws UnreadableMetricsError where the recorded winner's table, or some child's metrics, cannot be read, and
 * HyperDriveError where the winner's run cannot be; with `onUnreadable: 'report'` the best is provisional instead
 */
export async function findBestRun(
  backend: SweepBackend,
  parent: RunRecord,
  config: Pick<HyperDriveConfig, 'primaryMetric' | 'resumeFrom'>,
  options: FindBestRunOptions = {},
  compareOwn: () => Promise<ComparedChildren> = () => compareChildren(backend, parent, config.primaryMetric, options),
): Promise<BestRunSearch> {
  const { primaryMetric } = config;
  // A metric that the caller named judges all sweeps: values of different metrics cannot be compared.
  const named = isRecordedFor(parent, primaryMetric) ? undefined : primaryMetric;
  const because = new Set<ProvisionalReason>();
  const own = await findBestOfSweep({ backend, sweep: parent, primaryMetric, options, because }, compareOwn);
  const keys = options.includeResumeFromRuns === false ? [] : config.resumeFrom;
  const resumed = await mapConcurrently(keys, options.signal, async (key, signal) => {
    const sweep = await openResumed(backend, key, { ...options, signal });
    if (sweep === undefined) because.add('resumed-sweep-gone');
    return sweep && findBestOfResumed({ ...sweep, options: { ...options, signal }, because }, named);
  });
  const provisionalBecause = [...because];
  if (provisionalBecause.length > 0) options.onProvisional?.(provisionalBecause);
  return { best: mergeResumedBest([own, ...resumed], primaryMetric.goal), provisionalBecause };
}

/** The search in one sweep. */
interface SweepSearch {
  readonly backend: SweepBackend;
  readonly sweep: RunRecord;
  readonly primaryMetric: PrimaryMetric;
  readonly options: FindBestRunOptions;
  /** Collects why the best may still be another one. */
  readonly because: Set<ProvisionalReason>;
}

async function findBestOfSweep(
  search: SweepSearch,
  compareOwn: () => Promise<ComparedChildren>,
): Promise<FoundBest | undefined> {
  const { backend, sweep, primaryMetric, options, because } = search;
  const recorded = isRecordedFor(sweep, primaryMetric)
    ? (recordedBestFromProperties(sweep) ?? (await readRecordedTable(search)))
    : undefined;
  const winner = recorded && (await readRecordedRun(search, recorded));
  const compared = winner === undefined ? await compareOwn() : undefined;
  for (const reason of provisionalReasons(sweep.status, compared?.states ?? [])) because.add(reason);
  if (compared === undefined) return winner;
  if (missingChildren(sweep, compared.count) > 0) because.add('children-missing');

  const best = selectBestChild(compared.children, primaryMetric.goal, options);
  const run = best && compared.records.get(best.runId);
  return run && { run, value: best.bestPrimaryMetric, sweep, backend, source: 'scan' };
}

/** The winner in the sweep's table. One that is missing, or was read and is broken, leads to comparing the children. */
async function readRecordedTable(search: SweepSearch): Promise<RecordedBestChild | undefined> {
  const { backend, sweep, options } = search;
  const { signal, onWarning } = options;
  for await (const result of backend.getMetrics([sweep.runId], { names: [bestChildTableName], signal })) {
    if (result.kind === 'read') {
      return recordedBestFromTable(sweep, result.metrics.get(bestChildTableName), onWarning);
    }
    const { error } = result;
    if (isMissing(error)) return undefined;
    settleUnreadable(new Map([[sweep.runId, error]]), options.onUnreadable);
    reportRecorded(search, `The best child that the service recorded cannot be read (${error.message})`);
  }
  return undefined;
}

/**
 * The recorded winner counts only if its run exists, is not hidden, and may win. One that cannot be read for a reason
 * of the moment may well be the best: another run in its place would be a wrong result.
 */
async function readRecordedRun(search: SweepSearch, recorded: RecordedBestChild): Promise<FoundBest | undefined> {
  const { backend, sweep, options } = search;
  const name = `The recorded best child ${JSON.stringify(recorded.runId)}`;
  try {
    const run = await backend.getRun(recorded.runId, { signal: options.signal });
    if (run.hidden || whyRuledOut(run) !== undefined || !isEligible(run.status, options)) return undefined;
    return { run, value: recorded.value, sweep, backend, source: recorded.source };
  } catch (error) {
    if (isMissing(error)) {
      options.onWarning?.(`${name} does not exist; all children are compared.`);
      return undefined;
    }
    const isReported = options.onUnreadable === 'report' && HyperDriveError.isInstance(error);
    if (!isReported || isAbort(error, options.signal)) throw error;
    reportRecorded(search, `${name} cannot be read (${error.message})`);
    return undefined;
  }
}

function reportRecorded({ options, because }: SweepSearch, what: string): void {
  because.add('recorded-best-unreadable');
  options.onWarning?.(`${what}; all children are compared, and the best is provisional.`);
}

/** A resumed sweep, in the scope that its key names; one that is gone is left out. */
async function openResumed(
  backend: SweepBackend,
  key: RunKey,
  options: FindBestRunOptions,
): Promise<Pick<SweepSearch, 'backend' | 'sweep'> | undefined> {
  const scoped = inScopeOf(backend, key);
  try {
    return { backend: scoped, sweep: await scoped.getRun(key.runId, { signal: options.signal }) };
  } catch (error) {
    if (!isMissing(error)) throw error;
    options.onWarning?.(`The resumed sweep ${JSON.stringify(key.runId)} is gone; the best leaves it out.`);
    return undefined;
  }
}

/**
 * Each sweep is judged by its own metric and goal, or all by one that the caller named; the ones that it resumed from in
 * turn are not followed.
 */
async function findBestOfResumed(
  search: Omit<SweepSearch, 'primaryMetric'>,
  named: PrimaryMetric | undefined,
): Promise<FoundBest | undefined> {
  const { backend, sweep, options } = search;
  const primaryMetric = named ?? hydrateConfig(sweep, options.onWarning).primaryMetric;
  return findBestOfSweep({ ...search, primaryMetric }, () => compareChildren(backend, sweep, primaryMetric, options));
}
