import type { RunRecord } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { isJsonObject, type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { type AzureMlScope, armScope, experimentSegment } from '../addresses/azure-ml-scope.js';
import { type AzureMlConnection, readRunDto, requireExperiment } from '../azure-ml-connection.js';
import { toRunRecord } from '../run-history/to-run-record.js';
import { createSweepEndpoint } from './hyperdrive-endpoints.js';
import { hyperdriveService } from './hyperdrive-service.js';
import { sweepCreatedSchema } from './wire/hyperdrive-dto.js';

/** The service asks for a user; who it is, the token says. */
const user = 'hyperdrive-run';

/** Adds to a config what the service wants to know of where it is submitted. */
export function toSubmittedConfig(
  config: JsonObject,
  scope: AzureMlScope,
  experimentName: string,
  serviceAddress: string,
): JsonObject {
  const platform = config.get('platform_config');
  return new Map<string, JsonValue>([
    ['name', experimentName],
    ['user', user],
    ['platform', 'AML'],
    ...config,
    [
      'platform_config',
      new Map<string, JsonValue>([
        ...(isJsonObject(platform) ? platform : []),
        ['ServiceAddress', serviceAddress],
        ['ServiceArmScope', armScope(scope, experimentName)],
        ['SubscriptionId', scope.subscriptionId],
        ['ResourceGroupName', scope.resourceGroup],
        ['WorkspaceName', scope.workspaceName],
        ['ExperimentName', experimentName],
      ]),
    ],
  ]);
}

/**
 * Submits a sweep and returns its parent run. Once it is accepted, a failure to read the run does not hide its id: then
 * the run is returned as far as it is known.
 */
export async function submitSweep(
  connection: AzureMlConnection,
  config: HyperDriveConfig,
  { signal }: CallOptions,
): Promise<RunRecord> {
  const { client, scope } = connection;
  const experiment = requireExperiment(scope, 'submitting a sweep');
  const { history } = await client.addresses(signal);
  const body = writeJson(toSubmittedConfig(config.toWire(), scope, experiment, history));
  const endpoint = createSweepEndpoint(experimentSegment(scope, experiment), body);
  const { result } = await client.request(hyperdriveService, sweepCreatedSchema, endpoint, { signal });
  const runId = result.hyperdrive_run_id;
  try {
    return toRunRecord(await readRunDto(connection, runId, signal), experiment);
  } catch (error) {
    if (signal?.aborted === true) throw error;
    client.onWarning(`Sweep ${JSON.stringify(runId)} was submitted, but could not be read back yet.`);
    return toRunRecord({ runId, runType: 'hyperdrive' }, experiment);
  }
}
