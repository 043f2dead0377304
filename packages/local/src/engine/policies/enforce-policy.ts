import {
  createPolicyJudge,
  describeDecision,
  judgesTrials,
  type PolicyDecision,
} from '@hyperdrive-run/core/early-termination';
import { trialIndex } from '@hyperdrive-run/core/internal';
import type { NewMetricRow } from '../../storage/metrics/stored-metric.js';
import type { EngineContext } from '../engine-context.js';
import type { Sweep } from '../sweep/sweep.js';
import type { WriteSweepLog } from '../sweep/sweep-log.js';
import type { TrialStop } from '../trial/trial-verdict.js';
import { readLoggedValues, valuesOfRows } from './read-logged-values.js';

/** Applies a sweep's early termination policy to its trials as they log. */
export interface PolicyEnforcer {
  /** Counts what a trial logged to an earlier process. */
  restore(runId: string, hasEnded: boolean): void;
  /** To be called for a trial of an earlier process that still runs: that process may have died before it judged. */
  trialAdopted(runId: string): void;
  /** To be called with rows that one of the sweep's trials has logged, after they are stored. */
  metricsLogged(runId: string, rows: readonly NewMetricRow[]): void;
  /** To be called when a trial has ended, however. */
  trialEnded(runId: string): void;
  /** To be called when the sweep has ended: its log says what the policy came to. */
  sweepEnded(): void;
}

/**
 * @param stopTrial ends a trial and returns whether it was running; one that is being ended already is left alone
 */
export function enforcePolicy(
  { store }: Pick<EngineContext, 'store'>,
  sweep: Pick<Sweep, 'scope' | 'runId' | 'config'>,
  log: WriteSweepLog,
  stopTrial: (runId: string, reason: TrialStop) => boolean,
): PolicyEnforcer {
  const { policy, primaryMetric } = sweep.config;
  if (!judgesTrials(policy)) return noEnforcement;
  const judge = createPolicyJudge(policy, primaryMetric.goal);
  /** Trials whose values the judge has. */
  const known = new Set<string>();
  let judged = 0;
  let stopped = 0;

  /** All but the last so many values of a trial, where the judge has none of it. */
  function restoreAllBut(runId: string, last: number): void {
    if (known.has(runId)) return;
    known.add(runId);
    const values = readLoggedValues(store, { scope: sweep.scope, runId }, primaryMetric.name);
    judge.restore(runId, values.slice(0, Math.max(0, values.length - last)));
  }

  function stop(runId: string, decision: PolicyDecision): void {
    const reason = describeDecision(decision, primaryMetric.name);
    try {
      if (!stopTrial(runId, { kind: 'stopped-early', decision, reason })) return;
    } catch (error) {
      // Its process is being ended all the same. Its rows are stored, and whoever logs them must not fail for this.
      log('ENFORCER', `That trial ${runId} is being stopped could not be recorded: ${String(error)}`, 'WARNING');
    }
    stopped += 1;
    log('ENFORCER', `Stopping trial ${runId}: ${reason}`);
  }

  return {
    restore(runId, hasEnded) {
      restoreAllBut(runId, 0);
      if (hasEnded) judge.end(runId);
    },
    trialAdopted(runId) {
      const decision = judge.judgeAgain(runId);
      if (decision?.stop === true) stop(runId, decision);
    },
    metricsLogged(runId, rows) {
      // Runs that a script made below the sweep by itself are no trials.
      if (trialIndex(sweep.runId, runId) === undefined) return;
      const values = valuesOfRows(rows.filter(({ name }) => name === primaryMetric.name));
      if (values.length === 0) return;
      // These rows are in the store already: read there, it must not be counted twice.
      restoreAllBut(runId, values.length);
      const decisions = judge.add(runId, values);
      judged += decisions.length;
      const first = decisions.find((decision) => decision.stop);
      if (first !== undefined) stop(runId, first);
    },
    trialEnded: (runId) => judge.end(runId),
    sweepEnded() {
      const hint = judged === 0 ? `; no trial logged ${primaryMetric.name} often enough to be judged` : '';
      log('ENFORCER', `Early termination (${policy.name}): ${judged} judgements, ${stopped} trials stopped${hint}`);
    },
  };
}

const noEnforcement: PolicyEnforcer = {
  restore() {},
  trialAdopted() {},
  metricsLogged() {},
  trialEnded() {},
  sweepEnded() {},
};
