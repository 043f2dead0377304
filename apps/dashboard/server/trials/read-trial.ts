import type { RunDetails } from '@hyperdrive-run/core';
import {
  describeDecision,
  describePlacement,
  HyperDriveError,
  InvalidArgumentError,
  placementOf,
  Run,
  type Workspace,
} from '@hyperdrive-run/sdk';
import type { LogTail } from '../../api/log-tail.js';
import type { TrialDetails } from '../../api/trial-details.js';
import type { TrialJudgement } from '../../api/trial-judgement.js';
import { openSweep } from '../sweeps/open-sweep.js';
import { readTail } from './read-tail.js';

/** What the page asks about one trial of a sweep. */
export interface TrialReader {
  describe(trialId: string, signal: AbortSignal): Promise<TrialDetails>;
  /** Why the policy of its sweep stopped it, or kept it. */
  judge(sweepId: string, trialId: string, signal: AbortSignal): Promise<TrialJudgement>;
  /** @param from how many bytes of the log are known; 0 for its end */
  log(trialId: string, name: string, from: number, signal: AbortSignal): Promise<LogTail>;
  files(trialId: string, signal: AbortSignal): Promise<readonly string[]>;
  open(trialId: string, name: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

/** Reads trials through the sdk. */
export function createTrialReader(workspace: Workspace): TrialReader {
  return {
    async describe(trialId, signal) {
      const run = await workspace.getRun(trialId, { signal });
      if (!(run instanceof Run)) {
        throw new InvalidArgumentError({ option: 'trial', got: trialId, takes: 'the id of a trial, not of a sweep' });
      }
      const details = await run.getDetails({ signal });
      const [hyperparameters, metrics] = await Promise.all([
        run.getHyperparameters({ signal }),
        run.getMetrics({ signal }).catch(undefinedWhereUnreadable),
      ]);
      return detailsOf(details, { hyperparameters, metrics, portalUrl: run.getPortalUrl() });
    },
    async judge(sweepId, trialId, signal) {
      const sweep = await openSweep(workspace, sweepId, signal);
      const found = await sweep.explainEarlyTermination(trialId, { onUnreadable: 'report', signal });
      const { name } = found.primaryMetric;
      return {
        recorded: found.recorded && describeDecision(found.recorded, name),
        notJudged: found.reason,
        decisions: found.decisions.map((decision) => describeDecision(decision, name)),
        differs: found.differs,
        unreadable: found.unreadable.size,
      };
    },
    log: async (trialId, name, from, signal) => readTail(await openFile(workspace, trialId, name, signal), from),
    async files(trialId, signal) {
      const names: string[] = [];
      for await (const name of workspace.backend.listFiles(trialId, { signal })) names.push(name);
      return names.toSorted();
    },
    open: (trialId, name, signal) => openFile(workspace, trialId, name, signal),
  };
}

async function openFile(
  { backend }: Workspace,
  trialId: string,
  name: string,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  return backend.openFile(trialId, name, { signal });
}

function detailsOf(
  { run, target, logFiles }: RunDetails,
  read: Pick<TrialDetails['child'], 'hyperparameters' | 'metrics'> & Pick<TrialDetails, 'portalUrl'>,
): TrialDetails {
  const { runId, parentRunId, status, searchTrial, startTime, endTime, displayName, properties } = run;
  const { hyperparameters, metrics, portalUrl } = read;
  const placement = describePlacement(placementOf(run));
  return {
    child: {
      runId,
      parentRunId,
      status,
      searchTrial,
      hyperparameters,
      placement,
      startTime,
      endTime,
      early: undefined,
      isRead: true,
      metrics,
    },
    displayName,
    error: run.error?.message,
    cancellationReason: run.cancellationReason,
    queueMessage: run.queueMessage,
    target: target ?? placementOf(run)?.compute,
    logFiles,
    portalUrl,
    properties,
  };
}

/** A trial whose metrics cannot be read is shown with all else that is known of it. */
function undefinedWhereUnreadable(error: unknown): undefined {
  if (HyperDriveError.isInstance(error)) return undefined;
  throw error;
}
