import { plannedTrials } from '@hyperdrive-run/core';
import { isAllGenerated } from '@hyperdrive-run/core/internal';
import { HyperDriveRun, type RunRecord, type Workspace } from '@hyperdrive-run/sdk';
import type { BestRun } from '../api/best-run.js';
import type { ChildrenUpdate } from '../api/children-update.js';
import type { SweepDetails } from '../api/sweep-details.js';
import type { SweepList } from '../api/sweep-list.js';
import type { SweepSummary } from '../api/sweep-summary.js';
import { createChildrenReader } from './read-children.js';

/** How many sweeps the list shows. */
const mostSweeps = 100;

/** What the page asks about sweeps. */
export interface SweepReader {
  list(signal: AbortSignal): Promise<SweepList>;
  describe(runId: string, signal: AbortSignal): Promise<SweepDetails>;
  /** @param after the token of an earlier look, for what has changed since */
  children(runId: string, after: string | undefined, signal: AbortSignal): Promise<ChildrenUpdate>;
}

/** Reads sweeps through HyperDriveRun. */
export function createSweepReader(workspace: Workspace): SweepReader {
  const children = createChildrenReader();

  async function open(runId: string, signal: AbortSignal): Promise<HyperDriveRun> {
    const run = await workspace.getRun(runId, { signal });
    // `load` says why a run that is no sweep cannot be opened as one.
    return run instanceof HyperDriveRun ? run : HyperDriveRun.load(run.experiment, runId, { signal });
  }

  return {
    async list(signal) {
      const sweeps: SweepSummary[] = [];
      for await (const { record } of workspace.listSweeps({ signal })) {
        // One more than is shown shows whether the list goes on.
        if (sweeps.length === mostSweeps) return { sweeps, hasMore: true };
        if (record !== undefined) sweeps.push(summaryOf(record));
      }
      return { sweeps, hasMore: false };
    },
    async describe(runId, signal) {
      const sweep = await open(runId, signal);
      const { record, hyperdriveConfig: config } = sweep;
      // A page that shows nothing helps nobody: it says that the best may be another one.
      const explanation = await sweep.explainBestRun({ signal, onUnreadable: 'report' });
      return {
        ...(record === undefined ? unknownSummary(sweep) : summaryOf(record)),
        primaryMetric: config.primaryMetric,
        hasLimits: config.hasLimits,
        maxTotalRuns: config.maxTotalRuns,
        plannedTrials: plannedTrials(config, record),
        isAllGenerated: record !== undefined && isAllGenerated(record),
        maxConcurrentRuns: config.maxConcurrentRuns,
        maxDurationMinutes: config.maxDurationMinutes,
        bestRun: await bestRunOf(sweep, explanation, signal),
        noBestReason: explanation.reason?.code,
      };
    },
    async children(runId, after, signal) {
      return children.read(await open(runId, signal), after, signal);
    },
  };
}

async function bestRunOf(
  sweep: HyperDriveRun,
  explanation: Awaited<ReturnType<HyperDriveRun['explainBestRun']>>,
  signal: AbortSignal,
): Promise<BestRun | undefined> {
  const { best, value, source: origin, tied, provisional, sweepId } = explanation;
  if (best === undefined) return undefined;
  // The page has the hyperparameters of this sweep's children; those of a resumed sweep it does not.
  const isResumed = sweepId !== sweep.id;
  const hyperparameters = isResumed ? await best.getHyperparameters({ signal }) : undefined;
  return {
    runId: best.id,
    value,
    origin,
    tied,
    provisional,
    resumedFrom: isResumed ? sweepId : undefined,
    hyperparameters,
  };
}

function summaryOf(record: RunRecord): SweepSummary {
  const { runId, status, displayName, startTime, endTime, cancellationReason } = record;
  const { experimentName: experiment, error } = record;
  return { runId, status, displayName, experiment, startTime, endTime, cancellationReason, error: error?.message };
}

function unknownSummary({ id }: HyperDriveRun): SweepSummary {
  const nothing = { displayName: undefined, experiment: undefined, startTime: undefined, endTime: undefined };
  return { runId: id, status: '', ...nothing, cancellationReason: undefined, error: undefined };
}
