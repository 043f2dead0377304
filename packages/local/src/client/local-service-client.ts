import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import type { RetriedTrial } from '../engine/sweep-engine.js';
import { localPath } from '../server/route-paths.js';
import type { WorkspaceScope } from '../storage/run-key.js';
import type { PrunedRun, PruneResult } from '../upkeep/prune-runs.js';
import type { ServiceUsage } from '../upkeep/service-usage.js';
import { type AskedService, askService } from './ask-service.js';
import { type ComputeCalls, computeCalls } from './compute-calls.js';

/** What is asked, and where. */
export interface LocalServiceClientOptions extends AskedService {
  /** The workspace whose runs are meant. */
  readonly workspace: WorkspaceScope;
}

/** Which sweeps a prune is to take; at least one of the first two is needed. */
export interface PruneRequest extends CallOptions {
  /** Only what ended longer ago than this many seconds. */
  readonly olderThanSeconds?: number | undefined;
  /** So many sweeps that have ended stay in any case: those that were created last. */
  readonly keep?: number | undefined;
  /** Only the outputs go; runs, metrics and logs stay. */
  readonly outputsOnly?: boolean | undefined;
  /** Nothing goes: only what would is answered. */
  readonly dryRun?: boolean | undefined;
}

/**
 * What only the local service can do: Azure ML has no calls for it. Everything else is asked through the sdk.
 *
 * Every call throws `BackendError`: `run-not-found`, `already-finished`, `refused` with the reason, `connection-failed`.
 */
export interface LocalServiceClient extends ComputeCalls {
  /** Trials that run go on to their end, no further ones start, and the sweep's time stands still. Answers its status. */
  pauseSweep(runId: string, options?: CallOptions): Promise<string>;
  /** Goes on with a sweep that is paused. Answers its status. */
  resumeSweep(runId: string, options?: CallOptions): Promise<string>;
  /** Runs a trial that failed once more, or all failed trials of a sweep. Each becomes a trial of its own. */
  retry(runId: string, options?: CallOptions): Promise<readonly RetriedTrial[]>;
  /** What the service keeps, in bytes and runs. */
  usage(options?: CallOptions): Promise<ServiceUsage>;
  /** Deletes sweeps, and other runs, that have ended. */
  prune(request: PruneRequest): Promise<PruneResult>;
}

/** A client of a local service. It does no I/O before it is asked something. */
export function createLocalServiceClient(service: LocalServiceClientOptions): LocalServiceClient {
  const { subscriptionId, resourceGroup, workspaceName } = service.workspace;
  const workspace =
    `${localPath}/subscriptions/${encodeURIComponent(subscriptionId)}/resourceGroups/${encodeURIComponent(resourceGroup)}` +
    `/providers/Microsoft.MachineLearningServices/workspaces/${encodeURIComponent(workspaceName)}`;

  async function control(runId: string, what: string, { signal }: CallOptions): Promise<JsonObject> {
    const path = `${workspace}/runs/${encodeURIComponent(runId)}/${what}`;
    return askService(service, { method: 'POST', path, runId, signal });
  }

  return {
    pauseSweep: async (runId, options = {}) => textOf(await control(runId, 'pause', options), 'status'),
    resumeSweep: async (runId, options = {}) => textOf(await control(runId, 'resume', options), 'status'),
    async retry(runId, options = {}) {
      return objectsOf(await control(runId, 'retry', options), 'trials').map((trial) => ({
        sweepId: textOf(trial, 'sweepId'),
        runId: textOf(trial, 'runId'),
        retryOf: textOf(trial, 'retryOf'),
      }));
    },
    async usage({ signal } = {}) {
      const answer = await askService(service, { method: 'GET', path: `${localPath}/usage`, signal });
      const found = answer.get('sweeps');
      const sweeps: JsonObject = isJsonObject(found) ? found : new Map();
      return {
        databaseBytes: numberOf(answer, 'databaseBytes'),
        databaseFreeBytes: numberOf(answer, 'databaseFreeBytes'),
        filesBytes: numberOf(answer, 'filesBytes'),
        runs: numberOf(answer, 'runs'),
        sweeps: {
          running: numberOf(sweeps, 'running'),
          paused: numberOf(sweeps, 'paused'),
          ended: numberOf(sweeps, 'ended'),
        },
      };
    },
    async prune({ signal, ...options }) {
      const body = new Map(
        Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      );
      const answer = await askService(service, { method: 'POST', path: `${localPath}/prune`, body, signal });
      return { pruned: objectsOf(answer, 'pruned').map(toPruned), databaseBytes: numberOf(answer, 'databaseBytes') };
    },
    ...computeCalls(service),
  };
}

function toPruned(run: JsonObject): PrunedRun {
  const endTime = run.get('endTime');
  return {
    runId: textOf(run, 'runId'),
    experimentName: textOf(run, 'experimentName'),
    endTime: typeof endTime === 'string' ? new Date(endTime) : undefined,
    runs: numberOf(run, 'runs'),
    bytes: numberOf(run, 'bytes'),
  };
}

function textOf(fields: JsonObject, name: string): string {
  const value: JsonValue | undefined = fields.get(name);
  return typeof value === 'string' ? value : '';
}

function numberOf(fields: JsonObject, name: string): number {
  const value = fields.get(name);
  return typeof value === 'number' ? value : 0;
}

function objectsOf(fields: JsonObject, name: string): readonly JsonObject[] {
  const value = fields.get(name);
  return isJsonArray(value) ? value.filter((item) => isJsonObject(item)) : [];
}
