import { InvalidArgumentError } from '@hyperdrive-run/core';
import type { TrainingBackend } from '@hyperdrive-run/core/ports';
import { createAzureMlTrainingBackend } from '@hyperdrive-run/transport/azure-ml';
import type { Environment } from './process-environment.js';

/** The trial that an environment describes. */
export interface OpenedTrial {
  readonly runId: string;
  readonly backend: TrainingBackend;
}

/**
 * Opens the service that started this trial, from the variables that Azure ML and the local service set. This is the one
 * place of the training subpath that names an adapter.
 * @returns `undefined` where the environment describes no trial
 * @throws InvalidArgumentError where it describes one in part
 */
export function openTrainingBackend(environment: Environment, send?: typeof fetch): OpenedTrial | undefined {
  const runId = environment['AZUREML_RUN_ID'];
  if (runId === undefined || runId === '') return undefined;
  const backend = createAzureMlTrainingBackend({
    endpoint: { kind: 'address', address: variable(environment, 'AZUREML_SERVICE_ENDPOINT') },
    scope: {
      subscriptionId: variable(environment, 'AZUREML_ARM_SUBSCRIPTION'),
      resourceGroup: variable(environment, 'AZUREML_ARM_RESOURCEGROUP'),
      workspaceName: variable(environment, 'AZUREML_ARM_WORKSPACE_NAME'),
      experimentName: variable(environment, 'AZUREML_ARM_PROJECT_NAME'),
    },
    credential: variable(environment, 'AZUREML_RUN_TOKEN'),
    // A trial outlives a local service that is killed, and the next one listens at the same address.
    retry: { connectBudgetMs: 60_000 },
    fetch: send,
  });
  return { runId, backend };
}

function variable(environment: Environment, name: string): string {
  const value = environment[name];
  if (value !== undefined && value !== '') return value;
  throw new InvalidArgumentError({
    option: name,
    got: value,
    takes: 'the value that the service sets in a trial',
    hint: 'AZUREML_RUN_ID is set, so this process is taken for a trial: set the other variables too, or none.',
  });
}
