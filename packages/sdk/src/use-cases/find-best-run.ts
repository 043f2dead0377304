import {
  BackendError,
  type BestRunFilter,
  bestChildTableName,
  checkBoolean,
  type HyperDriveConfig,
  isEligible,
  isPruned,
  mergeResumedBest,
  type PrimaryMetricGoal,
  type RecordedBestChild,
  type RunKey,
  type RunRecord,
  recordedBestFromProperties,
  recordedBestFromTable,
  type SweepBackend,
  selectBestChild,
} from '@hyperdrive-run/core';
import { hydrateConfig } from '../hydrate-config.js';
import { inScopeOf } from './in-scope-of.js';
import { isAbort } from './is-abort.js';
import { mapConcurrently } from './map-concurrently.js';
import { type ReadChildren, type ReadChildrenOptions, readChildren } from './read-children.js';

/** Which runs may be the best, and how children are read. */
export interface FindBestRunOptions extends BestRunFilter, ReadChildrenOptions {
  /** Whether the sweeps in `resume_from` take part. Default true. */
  readonly includeResumeFromRuns?: boolean | undefined;
}

/** The best child: which, its value, the sweep it belongs to, and who says so. */
export interface FoundBest {
  readonly run: RunRecord;
  readonly value: number;
  /** The parent of the best child: the sweep asked, or one that it resumed from. */
  readonly sweep: RunRecord;
  /** The backend in the scope of that sweep. */
  readonly backend: SweepBackend;
  /** What the service recorded, or a scan of all children. */
  readonly source: RecordedBestChild['source'] | 'scan';
}

/** What a search for the best run found, and what it could not look at. */
export interface BestRunSearch {
  readonly best: FoundBest | undefined;
  /** The resumed sweeps that are gone. */
  readonly leftOut: readonly string[];
}

/**
 * Finds the best child over a sweep and those it resumed from.
 * @param readOwnChildren how the sweep's own children are read, where the caller wants to see them too
 */
export async function findBestRun(
  backend: SweepBackend,
  parent: RunRecord,
  config: Pick<HyperDriveConfig, 'primaryMetric' | 'resumeFrom'>,
  options: FindBestRunOptions = {},
  readOwnChildren: () => Promise<ReadChildren> = () => readChildren(backend, parent, config.primaryMetric, options),
): Promise<BestRunSearch> {
  const includeResumed = checkBoolean('includeResumeFromRuns', options.includeResumeFromRuns, true);
  // Checks both flags before the first request is made.
  isEligible('Completed', options);
  const { goal } = config.primaryMetric;
  const own = await findBestOfSweep(backend, parent, goal, options, readOwnChildren);
  if (!includeResumed) return { best: own, leftOut: [] };
  const leftOut: string[] = [];
  const resumed = await mapConcurrently(config.resumeFrom, options.signal, async (key, signal) => {
    const sweep = await openResumed(backend, key, { ...options, signal });
    if (sweep === undefined) leftOut.push(key.runId);
    return sweep && findBestOfResumed(sweep.backend, sweep.run, { ...options, signal });
  });
  return { best: mergeResumedBest([own, ...resumed], goal), leftOut };
}

async function findBestOfSweep(
  backend: SweepBackend,
  sweep: RunRecord,
  goal: PrimaryMetricGoal,
  options: FindBestRunOptions,
  readOwnChildren: () => Promise<ReadChildren>,
): Promise<FoundBest | undefined> {
  const recorded = recordedBestFromProperties(sweep) ?? (await readRecordedTable(backend, sweep, options));
  const winner = recorded && (await readRecordedRun(backend, sweep, recorded, options));
  if (winner !== undefined) return winner;

  const { children, records } = await readOwnChildren();
  const best = selectBestChild(children, goal, options);
  const run = best && records.get(best.runId);
  return run && { run, value: best.bestPrimaryMetric, sweep, backend, source: 'scan' };
}

/** The table may be missing or broken: then the children are compared instead. Only an abort is passed on. */
async function readRecordedTable(
  backend: SweepBackend,
  sweep: RunRecord,
  options: FindBestRunOptions,
): Promise<RecordedBestChild | undefined> {
  const { signal, onWarning } = options;
  for await (const result of backend.getMetrics([sweep.runId], { names: [bestChildTableName], signal })) {
    if (result.kind === 'read') {
      return recordedBestFromTable(sweep, result.metrics.get(bestChildTableName), onWarning);
    }
    onWarning?.(
      `The best child that the service recorded cannot be read (${result.error.message}); all children are compared.`,
    );
  }
  return undefined;
}

/** The recorded winner counts only if its run can be read, is not hidden, and may win. */
async function readRecordedRun(
  backend: SweepBackend,
  sweep: RunRecord,
  recorded: RecordedBestChild,
  options: FindBestRunOptions,
): Promise<FoundBest | undefined> {
  try {
    const run = await backend.getRun(recorded.runId, { signal: options.signal });
    if (run.hidden || isPruned(run) || !isEligible(run.status, options)) return undefined;
    return { run, value: recorded.value, sweep, backend, source: recorded.source };
  } catch (error) {
    if (isAbort(error, options.signal)) throw error;
    options.onWarning?.(
      `The recorded best child ${JSON.stringify(recorded.runId)} cannot be read; all children are compared.`,
    );
    return undefined;
  }
}

/** A resumed sweep, in the scope that its key names; one that is gone is left out. */
async function openResumed(
  backend: SweepBackend,
  key: RunKey,
  options: FindBestRunOptions,
): Promise<{ readonly backend: SweepBackend; readonly run: RunRecord } | undefined> {
  const scoped = inScopeOf(backend, key);
  try {
    return { backend: scoped, run: await scoped.getRun(key.runId, { signal: options.signal }) };
  } catch (error) {
    if (!isMissing(error)) throw error;
    options.onWarning?.(`The resumed sweep ${JSON.stringify(key.runId)} is gone; the best leaves it out.`);
    return undefined;
  }
}

/** Each sweep is judged by its own metric and goal; the ones that it resumed from in turn are not followed. */
async function findBestOfResumed(
  backend: SweepBackend,
  sweep: RunRecord,
  options: FindBestRunOptions,
): Promise<FoundBest | undefined> {
  const { primaryMetric } = hydrateConfig(sweep, options.onWarning);
  const readOwn = (): Promise<ReadChildren> => readChildren(backend, sweep, primaryMetric, options);
  return findBestOfSweep(backend, sweep, primaryMetric.goal, options, readOwn);
}

function isMissing(error: unknown): boolean {
  return BackendError.isInstance(error) && error.code === 'run-not-found';
}
