import { BackendError } from '@hyperdrive-run/core';
import { isMissing } from '../http/is-missing.js';
import { experimentByIdEndpoint, experimentByNameEndpoint, searchExperimentsEndpoint } from './experiment-endpoints.js';
import type { MlflowClient } from './mlflow-client.js';
import { readAllPages } from './read-all-pages.js';
import { experimentAnswerSchema, experimentSearchSchema } from './wire/experiment-dto.js';

/** Knows experiments by name and by id: callers name them, MLflow's calls want ids. What was learned is kept. */
export class ExperimentBook {
  readonly #client: MlflowClient;
  readonly #idByName: Map<string, string> = new Map();
  readonly #nameById: Map<string, string | undefined> = new Map();

  constructor(client: MlflowClient) {
    this.#client = client;
  }

  /**
   * The id of an experiment.
   * @param runId the run that it is asked for: where the experiment is missing, so is the run
   * @throws BackendError where there is no such experiment: `run-not-found` with a run, else `refused`
   */
  async idOf(name: string, runId: string | undefined, signal: AbortSignal | undefined): Promise<string> {
    const known = this.#idByName.get(name);
    if (known !== undefined) return known;
    const endpoint = experimentByNameEndpoint(name, runId);
    try {
      const { experiment } = await this.#client.request(experimentAnswerSchema, endpoint, { signal });
      this.#learn(experiment.experiment_id, name);
      return experiment.experiment_id;
    } catch (error) {
      throw isMissing(error) ? noExperiment(name, error) : error;
    }
  }

  /** The name of an experiment, or `undefined` where there is none of this id. */
  async nameOf(id: string, signal: AbortSignal | undefined): Promise<string | undefined> {
    if (this.#nameById.has(id)) return this.#nameById.get(id);
    try {
      const answer = await this.#client.request(experimentAnswerSchema, experimentByIdEndpoint(id), { signal });
      this.#nameById.set(id, answer.experiment.name);
      return answer.experiment.name;
    } catch (error) {
      if (!isMissing(error)) throw error;
      this.#nameById.set(id, undefined);
      return undefined;
    }
  }

  /** The ids of all experiments that are to be seen. */
  async allIds(signal: AbortSignal | undefined): Promise<readonly string[]> {
    const ids: string[] = [];
    const pages = readAllPages(
      (token) => this.#client.request(experimentSearchSchema, searchExperimentsEndpoint(token), { signal }),
      { what: 'experiments', keysOf: ({ experiments = [] }) => experiments.map(({ experiment_id: id }) => id) },
    );
    for await (const { experiments = [] } of pages) {
      for (const { experiment_id: id, name } of experiments) {
        ids.push(id);
        if (name !== undefined) this.#learn(id, name);
      }
    }
    return ids;
  }

  #learn(id: string, name: string): void {
    this.#idByName.set(name, id);
    this.#nameById.set(id, name);
  }
}

function noExperiment(name: string, cause: BackendError): BackendError {
  const { code, status, serviceCode, runId } = cause;
  return new BackendError({
    code,
    message: `There is no experiment ${JSON.stringify(name)} on the MLflow server.`,
    hint: 'Check its name; letters of another case are another name.',
    status,
    serviceCode,
    runId,
    cause,
  });
}
