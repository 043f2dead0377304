import {
  type HyperDriveError,
  InvalidArgumentError,
  isTerminalStatus,
  type Metric,
  type PrimaryMetric,
  type RunRecord,
} from '@hyperdrive-run/core';
import type { EarlyTerminationPolicy, HyperDriveConfig } from '@hyperdrive-run/core/config';
import {
  type EarlyTerminationReasons,
  explainEarlyTermination,
  judgesTrials,
  loggedValues,
  type TimedTrial,
} from '@hyperdrive-run/core/early-termination';
import { trialIndex } from '@hyperdrive-run/core/internal';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { callChecks, type OptionChecks } from '../../arguments/option-checks.js';
import { onUnreadableCheck, settleUnreadable } from '../failures/unreadable.js';
import { collectChildren, type ReadChildrenOptions } from './read-children.js';

/** How a sweep's trials are read to explain one of them. */
export type ExplainEarlyTerminationOptions = Pick<ReadChildrenOptions, 'onUnreadable' | 'signal'>;

/** @see ExplainEarlyTerminationOptions */
export const explainEarlyTerminationChecks: OptionChecks<ExplainEarlyTerminationOptions> = {
  ...callChecks,
  onUnreadable: onUnreadableCheck,
};

/** Why the sweep's early termination policy stopped or kept a trial. */
export interface EarlyTerminationExplanation extends EarlyTerminationReasons {
  /** The trial's run as it is now; its `cancellationReason` says in words why it was canceled. */
  readonly trial: RunRecord;
  readonly policy: EarlyTerminationPolicy;
  readonly primaryMetric: PrimaryMetric;
  /** Trials that could not be read and are missing from the comparison; only with `onUnreadable: 'report'`. */
  readonly unreadable: ReadonlyMap<string, HyperDriveError>;
}

/** Fetches what all trials logged of the primary metric and hands it to the rule that explains the decisions. */
export async function explainTrial(
  backend: SweepBackend,
  parent: RunRecord,
  config: HyperDriveConfig,
  runId: string,
  options: ExplainEarlyTerminationOptions,
): Promise<EarlyTerminationExplanation> {
  const { signal } = options;
  const { policy, primaryMetric } = config;
  const children = await collectChildren(backend, parent.runId, { signal });
  const trial = children.get(runId);
  if (trial === undefined) {
    const takes = `the id of a child run of ${parent.runId}`;
    throw new InvalidArgumentError({ option: 'runId', got: runId, takes });
  }
  const compared = [...children.values()].filter((child) => isCompared(parent, child, runId));
  const ids = judgesTrials(policy) ? compared.map((child) => child.runId) : [runId];
  const metrics = new Map<string, Metric | undefined>();
  const unreadable = new Map<string, HyperDriveError>();
  for await (const result of backend.getMetrics(ids, {
    names: [primaryMetric.name],
    childrenOf: parent.runId,
    signal,
  })) {
    if (result.kind === 'unreadable') unreadable.set(result.runId, result.error);
    else metrics.set(result.runId, result.metrics.get(primaryMetric.name));
  }
  settleUnreadable(unreadable, options.onUnreadable);
  const trials = compared.map((child) => timedTrial(child, metrics.get(child.runId)));
  const reasons = explainEarlyTermination({ policy, goal: primaryMetric.goal, trial, trials });
  return { ...reasons, trial, policy, primaryMetric, unreadable };
}

function isCompared(parent: RunRecord, child: RunRecord, runId: string): boolean {
  return child.runId === runId || trialIndex(parent.runId, child.runId) !== undefined;
}

function timedTrial({ runId, status, endTime }: RunRecord, metric: Metric | undefined): TimedTrial {
  const points = metric?.kind === 'scalar' ? metric.points : [];
  return {
    runId,
    values: loggedValues(metric),
    times: points.map(({ time }) => time),
    endTime: isTerminalStatus(status) ? endTime : undefined,
  };
}
