import { plannedTrials } from '@hyperdrive-run/core';
import { isAllGenerated, mayGoOn } from '@hyperdrive-run/core/internal';
import {
  HyperDriveError,
  type HyperDriveRun,
  isTerminalStatus,
  type JsonValue,
  policyToJson,
  type RunRecord,
  samplingToJson,
  type Workspace,
} from '@hyperdrive-run/sdk';
import type { BestRun } from '../../api/best-run.js';
import type { ChildrenUpdate } from '../../api/children-update.js';
import type { SweepBest } from '../../api/sweep-best.js';
import type { SweepDetails } from '../../api/sweep-details.js';
import type { SweepList } from '../../api/sweep-list.js';
import type { SweepOverview } from '../../api/sweep-overview.js';
import type { SweepSummary } from '../../api/sweep-summary.js';
import { openSweep } from './open-sweep.js';
import { createChildrenReader } from './read-children.js';

/** What the page asks about sweeps. */
export interface SweepReader {
  /** @param most how many sweeps at most */
  list(most: number, signal: AbortSignal): Promise<SweepList>;
  overview(runId: string, signal: AbortSignal): Promise<SweepOverview>;
  describe(runId: string, signal: AbortSignal): Promise<SweepDetails>;
  best(runId: string, signal: AbortSignal): Promise<SweepBest>;
  /** @param after the token of an earlier look, for what has changed since */
  children(runId: string, after: string | undefined, signal: AbortSignal): AsyncGenerator<ChildrenUpdate>;
}

/** Reads sweeps through HyperDriveRun. */
export function createSweepReader(workspace: Workspace): SweepReader {
  const children = createChildrenReader(workspace.backend);
  /** Of sweeps that have ended, with the status that they had. */
  const overviews = new Map<string, readonly [status: string, overview: SweepOverview]>();
  const open = (runId: string, signal: AbortSignal): Promise<HyperDriveRun> => openSweep(workspace, runId, signal);

  return {
    async list(most, signal) {
      const sweeps: SweepSummary[] = [];
      for await (const { record } of workspace.listSweeps({ signal })) {
        // One more than is shown shows whether the list goes on.
        if (sweeps.length === most) return { sweeps, hasMore: true };
        if (record !== undefined) sweeps.push(summaryOf(record));
      }
      return { sweeps, hasMore: false };
    },
    async overview(runId, signal) {
      const sweep = await open(runId, signal);
      const status = sweep.record?.status ?? '';
      const [knownAs, known] = overviews.get(runId) ?? [];
      if (known !== undefined && knownAs === status) return known;
      const best = await sweep.findBestRun({ signal, onUnreadable: 'report' });
      const counts = await sweep.countTrials({ signal });
      const overview = { counts, metric: sweep.hyperdriveConfig.primaryMetric.name, best: best?.value };
      const { record } = sweep;
      if (record !== undefined && isTerminalStatus(status) && !mayGoOn(record, new Date()))
        overviews.set(runId, [status, overview]);
      return overview;
    },
    async describe(runId, signal) {
      const sweep = await open(runId, signal);
      const { record, hyperdriveConfig: config } = sweep;
      return {
        ...(record === undefined ? unknownSummary(sweep) : summaryOf(record)),
        primaryMetric: config.primaryMetric,
        hasLimits: config.hasLimits,
        maxTotalRuns: config.maxTotalRuns,
        plannedTrials: plannedTrials(config, record),
        isAllGenerated: record !== undefined && isAllGenerated(record),
        mayGoOn: record !== undefined && mayGoOn(record, new Date()),
        maxConcurrentRuns: config.maxConcurrentRuns,
        maxDurationMinutes: config.maxDurationMinutes,
        sampling: whereKnown(() => samplingToJson(config.hyperparameterSampling)),
        policy: whereKnown(() => policyToJson(config.policy)),
      };
    },
    async best(runId, signal) {
      const sweep = await open(runId, signal);
      // A page that shows nothing helps nobody: it says that the best may be another one.
      const explanation = await sweep.explainBestRun({ signal, onUnreadable: 'report' });
      return {
        bestRun: await bestRunOf(sweep, explanation, signal),
        noBestReason: explanation.reason?.code,
      };
    },
    async *children(runId, after, signal) {
      yield* children.read(await open(runId, signal), after, signal);
    },
  };
}

/** A part of a config that cannot be written is left out: the page goes without the search space. */
function whereKnown(write: () => JsonValue): JsonValue | undefined {
  try {
    return write();
  } catch (error) {
    if (HyperDriveError.isInstance(error)) return undefined;
    throw error;
  }
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
