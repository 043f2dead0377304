import { BackendError, type RunRecord } from '@hyperdrive-run/core';
import type { Limiter } from '../async/limiter.js';
import type { RunFiles } from './artifacts/run-files.js';
import type { ExperimentBook } from './experiments/experiment-book.js';
import type { LongHistories } from './metrics/long-histories.js';
import type { MlflowClient } from './mlflow-client.js';
import type { MlflowFlavor } from './mlflow-options.js';
import { getRunEndpoint, runSubject } from './runs/run-endpoints.js';
import { tagsOf, toRunRecord } from './runs/to-run-record.js';
import { mlflowTags } from './wire/constants.js';
import { type MlflowRunDto, runAnswerSchema } from './wire/run-dto.js';

/** One experiment, or all of them, and the way to the server. */
export interface MlflowConnection {
  readonly client: MlflowClient;
  readonly flavor: MlflowFlavor;
  readonly experimentName: string | undefined;
  readonly experiments: ExperimentBook;
  readonly files: RunFiles;
  /** The bound on metric requests, shared by all scopes of one backend. */
  readonly metricLimiter: Limiter;
  readonly concurrency: number;
  /** What was found out about the server. */
  readonly found: { lacksBulk: boolean; readonly longHistories: LongHistories };
}

/**
 * Reads a run. Ids are unique on a server, but a run of another experiment than the chosen one is none of this scope,
 * unless it is nested in one of it: some tools give children an experiment of their own.
 * @throws BackendError with code `run-not-found`
 */
export async function readRunDto(
  connection: MlflowConnection,
  runId: string,
  signal: AbortSignal | undefined,
): Promise<MlflowRunDto> {
  const { client, experiments, experimentName } = connection;
  const { run } = await client.request(runAnswerSchema, getRunEndpoint(runId), { signal });
  if (experimentName === undefined) return run;
  const experimentId = await experiments.idOf(experimentName, runId, signal);
  const passed = new Set<string>();
  for (let at = run; at.info.experiment_id !== undefined && at.info.experiment_id !== experimentId; ) {
    const parentId = tagsOf(at).get(mlflowTags.parentRunId);
    if (parentId === undefined || passed.has(parentId)) throw runNotFound(runId, experimentName);
    passed.add(parentId);
    at = (await client.request(runAnswerSchema, getRunEndpoint(parentId), { signal })).run;
  }
  return run;
}

/** Reads a run with the name of its experiment. */
export async function readRun(
  connection: MlflowConnection,
  runId: string,
  signal: AbortSignal | undefined,
): Promise<RunRecord> {
  return nameExperiment(connection, await readRunDto(connection, runId, signal), signal);
}

/** The record of a run, for which the name of its experiment is looked up where it is not known. */
export async function nameExperiment(
  { experiments, experimentName }: MlflowConnection,
  dto: MlflowRunDto,
  signal: AbortSignal | undefined,
): Promise<RunRecord> {
  const id = dto.info.experiment_id;
  return toRunRecord(dto, id === undefined ? experimentName : await experiments.nameOf(id, signal));
}

export function runNotFound(runId: string, experimentName: string | undefined): BackendError {
  const place = experimentName === undefined ? 'on the server' : `in the experiment ${JSON.stringify(experimentName)}`;
  return new BackendError({
    code: 'run-not-found',
    message: `${runSubject(runId).replace('run', 'Run')} was not found ${place}.`,
    hint: 'Check the id, and that the experiment is the one of the run.',
    runId,
  });
}
