import { BackendError } from '@hyperdrive-run/core';
import { isMissing } from '../../http/answers/is-missing.js';
import type { MlflowClient } from '../mlflow-client.js';
import type { MlflowFlavor } from '../mlflow-options.js';
import { readAllPages } from '../runs/read-all-pages.js';
import { type ExperimentDto, experimentAnswerSchema, experimentSearchSchema } from '../wire/experiment-dto.js';
import {
  type ExperimentSearch,
  experimentByIdEndpoint,
  experimentByNameEndpoint,
  searchExperimentsEndpoint,
} from './experiment-endpoints.js';

/** How many experiments a page contains where all are read, and where only changes are looked for. */
const allAtOnce = 1000;
const changedAtOnce = 100;

/** How long it is enough to look for changes. What has no time of its own, such as a right that was granted, shows then. */
const listedForMs = 60_000;

/** How far the clocks of a server's processes, which write the times of changes, may be apart. */
const clockToleranceMs = 3_600_000;

/** Knows experiments by name and by id: callers name them, MLflow's calls want ids. What was learned is kept. */
export class ExperimentBook {
  readonly #client: MlflowClient;
  readonly #flavor: MlflowFlavor;
  readonly #idByName: Map<string, string> = new Map();
  readonly #nameById: Map<string, string | undefined> = new Map();

  #ids: Set<string> = new Set();
  #allReadAt: number = Number.NEGATIVE_INFINITY;
  #latestUpdate = 0;

  constructor(client: MlflowClient, flavor: MlflowFlavor) {
    this.#client = client;
    this.#flavor = flavor;
  }

  /**
   * The id of an experiment.
   * @param runId the run that it is asked for: where the experiment is missing, so is the run
   * @throws BackendError where there is no such experiment: `run-not-found` with a run, else `refused`
   */
  async idOf(name: string, runId: string | undefined, signal: AbortSignal | undefined): Promise<string> {
    return this.#idByName.get(name) ?? (await this.read(name, runId, signal)).experiment_id;
  }

  /** An experiment as the server has it now. Errors as those of `idOf`. */
  async read(name: string, runId: string | undefined, signal: AbortSignal | undefined): Promise<ExperimentDto> {
    const endpoint = experimentByNameEndpoint(name, runId);
    try {
      const { experiment } = await this.#client.request(experimentAnswerSchema, endpoint, { signal });
      this.#learn(experiment.experiment_id, name);
      return experiment;
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

  /**
   * The ids of all experiments that are to be seen now. The server is asked each time, since an experiment may just have
   * been made; but once they are all known, only for those that changed since.
   */
  async allIds(signal: AbortSignal | undefined): Promise<readonly string[]> {
    const now = Date.now();
    const age = now - this.#allReadAt;
    if (this.#flavor === 'open-source' && age >= 0 && age < listedForMs) await this.#readChanged(signal);
    else {
      await this.#readAll(signal);
      this.#allReadAt = now;
    }
    return [...this.#ids];
  }

  async #readAll(signal: AbortSignal | undefined): Promise<void> {
    const ids = new Set<string>();
    for await (const page of this.#pages({ pageSize: allAtOnce }, signal)) {
      for (const experiment of page) this.#learnAbout(experiment, ids);
    }
    this.#ids = ids;
  }

  /** From the latest change back to those that were read already. */
  async #readChanged(signal: AbortSignal | undefined): Promise<void> {
    const known = this.#latestUpdate - clockToleranceMs;
    for await (const page of this.#pages({ pageSize: changedAtOnce, byLastUpdate: true }, signal)) {
      for (const experiment of page) this.#learnAbout(experiment, this.#ids);
      const oldest = page.at(-1)?.last_update_time ?? Number.POSITIVE_INFINITY;
      if (oldest < known) return;
    }
  }

  async *#pages(
    search: ExperimentSearch,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<readonly ExperimentDto[], void, undefined> {
    const pages = readAllPages(
      (pageToken) => {
        const endpoint = searchExperimentsEndpoint({ ...search, pageToken });
        return this.#client.request(experimentSearchSchema, endpoint, { signal });
      },
      { what: 'experiments', keysOf: ({ experiments = [] }) => experiments.map(({ experiment_id: id }) => id) },
    );
    for await (const { experiments = [] } of pages) yield experiments;
  }

  #learnAbout({ experiment_id: id, name, last_update_time: time = 0 }: ExperimentDto, ids: Set<string>): void {
    ids.add(id);
    if (name !== undefined) this.#learn(id, name);
    this.#latestUpdate = Math.max(this.#latestUpdate, time);
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
