import { isMissing } from '../../http/answers/is-missing.js';
import type { MlflowConnection } from '../mlflow-connection.js';
import { experimentCreatedSchema } from '../wire/experiment-dto.js';
import { createExperimentEndpoint } from './experiment-endpoints.js';

/** The id of the experiment of this name, which is made where it is not there yet. */
export async function findOrCreateExperiment(
  { client, experiments }: MlflowConnection,
  name: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  try {
    return await experiments.idOf(name, undefined, signal);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return (await client.request(experimentCreatedSchema, createExperimentEndpoint(name), { signal })).experiment_id;
}
