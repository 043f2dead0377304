import { InvalidArgumentError } from '@hyperdrive-run/core';
import type { Limiter } from '../async/limiter.js';
import { isMissing } from '../http/answers/is-missing.js';
import { type AzureMlScope, experimentIdPath, experimentPath, workspacePath } from './addresses/azure-ml-scope.js';
import type { KnownJobs } from './arm/jobs/known-jobs.js';
import type { AzureMlClient } from './azure-ml-client.js';
import type { QueryVerdicts } from './metrics/query-verdicts.js';
import { historyService } from './run-history/history-service.js';
import { getRunEndpoint } from './run-history/run-endpoints.js';
import { type RunDto, runSchema } from './run-history/wire/run-dto.js';

/** One scope, and the way to the services that serve it. */
export interface AzureMlConnection {
  readonly client: AzureMlClient;
  readonly scope: AzureMlScope;
  /** The bound on metric requests, shared by all scopes of one backend. */
  readonly metricLimiter: Limiter;
  readonly concurrency: number;
  /** Where no experiment is chosen: the path of each run's experiment, once it is known. */
  readonly knownHomes: Map<string, string>;
  /** What the service said that it offers besides the protocol, shared by all scopes of one backend. */
  readonly offers: Set<string>;
  /** Which sweeps can be read many runs at a time, shared by all scopes of one backend. */
  readonly queryVerdicts: QueryVerdicts;
  /** Which runs are jobs of Azure Resource Manager, shared by all scopes of one backend; `undefined` for who needs none. */
  readonly knownJobs: KnownJobs | undefined;
}

/** The path of the chosen experiment, or of the workspace where none is chosen: it finds single runs. */
function ownHome({ scope }: AzureMlConnection): string {
  return scope.experimentName === undefined ? workspacePath(scope) : experimentPath(scope, scope.experimentName);
}

/** Remembers what a response says that the service offers. */
export function noteOffers<T extends { readonly offers?: readonly string[] | undefined }>(
  { offers }: Pick<AzureMlConnection, 'offers'>,
  response: T,
): T {
  for (const offer of response.offers ?? []) offers.add(offer);
  return response;
}

/** Reads a run. */
export async function readRunDto(
  connection: AzureMlConnection,
  runId: string,
  signal: AbortSignal | undefined,
): Promise<RunDto> {
  const endpoint = getRunEndpoint(ownHome(connection), runId);
  const run = noteOffers(connection, await connection.client.request(historyService, runSchema, endpoint, { signal }));
  if (connection.scope.experimentName === undefined && run.experimentId !== undefined) {
    connection.knownHomes.set(runId, experimentIdPath(connection.scope, run.experimentId));
  }
  return run;
}

/**
 * The path under which the calls about a run are: its experiment. Where none is chosen, the run is asked which one
 * is its own, once.
 */
export async function homeOf(
  connection: AzureMlConnection,
  runId: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { scope, knownHomes } = connection;
  if (scope.experimentName !== undefined) return experimentPath(scope, scope.experimentName);
  if (!knownHomes.has(runId)) {
    try {
      await readRunDto(connection, runId, signal);
    } catch (error) {
      // A job that was just submitted may not be in the run history yet: then the workspace is asked for what is its own.
      if (!isMissing(error) || connection.knownJobs?.isJob(scope, runId) !== true) throw error;
    }
  }
  return knownHomes.get(runId) ?? workspacePath(scope);
}

/** @throws InvalidArgumentError where no experiment is chosen */
export function requireExperiment(scope: AzureMlScope, operation: string): string {
  if (scope.experimentName !== undefined) return scope.experimentName;
  throw new InvalidArgumentError({
    option: 'scope.experimentName',
    got: undefined,
    takes: `the name of an experiment, for ${operation}`,
    hint: 'Choose an experiment: ?experiment=… in the address, or workspace.experiment(name).',
  });
}
