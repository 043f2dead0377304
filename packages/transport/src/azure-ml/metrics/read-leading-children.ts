import { HyperDriveError, type RunStatus } from '@hyperdrive-run/core';
import type { CountChildRunsOptions, GetLeadingChildrenOptions, LeadingChildren } from '@hyperdrive-run/core/ports';
import { optunaStateTag } from '../../optuna/optuna-trial.js';
import { workspacePath } from '../addresses/azure-ml-scope.js';
import type { AzureMlConnection } from '../azure-ml-connection.js';
import { toRunRecord } from '../run-history/to-run-record.js';
import { childCountsEndpoint, leadingChildrenEndpoint } from './metric-endpoints.js';
import { metricService } from './metric-service.js';
import { toReading } from './to-reading.js';
import { childCountsSchema, leadingChildrenSchema, type StatusCountDto } from './wire/leading-children-dto.js';
import { manyRunsOffers } from './wire/many-runs-dto.js';

/** A run with the tag may be what a search says of it, and not what its status says. */
const apartWithTag = optunaStateTag;

/** The children that lead, where the service offers to find them; else whoever asks reads all children. */
export async function readLeadingChildren(
  connection: AzureMlConnection,
  parentId: string,
  { name, goal, top, signal }: GetLeadingChildrenOptions,
): Promise<LeadingChildren | undefined> {
  const { client, scope, offers } = connection;
  if (!offers.has(manyRunsOffers.leadingChildren)) return undefined;
  const endpoint = leadingChildrenEndpoint(workspacePath(scope), parentId, { name, goal, top, apartWithTag });
  const found = await orNone(client.request(metricService, leadingChildrenSchema, endpoint, { signal }), signal);
  if (found?.isComplete !== true) return undefined;
  const children = found.value.map(({ run, ...metric }) => ({
    record: toRunRecord(run, scope.experimentName),
    reading: toReading(metric, { name, goal, scope: 'best' }),
  }));
  return { children, statuses: toCounts(found.statuses) };
}

/** How many children have each status, where the service offers to count them. */
export async function countChildRuns(
  connection: AzureMlConnection,
  parentId: string,
  { except, signal }: CountChildRunsOptions,
): Promise<ReadonlyMap<RunStatus, number> | undefined> {
  const { client, scope, offers } = connection;
  if (!offers.has(manyRunsOffers.childCounts)) return undefined;
  const endpoint = childCountsEndpoint(workspacePath(scope), parentId, { except, apartWithTag });
  const counted = await orNone(client.request(metricService, childCountsSchema, endpoint, { signal }), signal);
  return counted === undefined || counted.withTag > 0 ? undefined : toCounts(counted.value);
}

function toCounts(counts: readonly StatusCountDto[]): ReadonlyMap<RunStatus, number> {
  return new Map(counts.map(({ status, count }) => [status, count]));
}

/** A call that fails is one that the service does not offer: the calls of the protocol report what is wrong. */
async function orNone<T>(asked: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const isOnes = HyperDriveError.isInstance(error) && error.code !== 'not-authenticated';
    if (!isOnes || signal?.aborted === true) throw error;
    return undefined;
  }
}
