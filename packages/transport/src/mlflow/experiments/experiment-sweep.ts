import { experimentSweepId, isTerminalStatus, type RunRecord } from '@hyperdrive-run/core';
import { statusOfRuns } from '@hyperdrive-run/core/internal';
import { endTogether } from '../../async/end-together.js';
import type { MlflowConnection } from '../mlflow-connection.js';
import { runNotFound } from '../mlflow-connection.js';
import { searchRunsEndpoint } from '../runs/run-endpoints.js';
import { namesOf } from '../runs/run-names.js';
import { searchRuns } from '../runs/search-runs.js';
import { toDate } from '../runs/to-date.js';
import { isSweepParent, toRunRecord, toTexts } from '../runs/to-run-record.js';
import { mlflowTags } from '../wire/constants.js';
import type { ExperimentDto } from '../wire/experiment-dto.js';
import { runSearchSchema } from '../wire/run-dto.js';

/**
 * An experiment as the parent run of its runs: MLflow keeps none where a loop over `start_run`, or Optuna's callback, ran
 * outside of a run. Its tags are those of the experiment; its status and end follow from its runs.
 * @throws BackendError with code `run-not-found` where there is no such experiment in this scope
 */
export async function readExperimentSweep(
  connection: MlflowConnection,
  name: string,
  signal: AbortSignal | undefined,
): Promise<RunRecord> {
  const experiment = await findExperiment(connection, name, signal);
  const { statuses, endTime } = await readProgress(connection, experiment.experiment_id, signal);
  const status = statusOfRuns(statuses);
  const runId = experimentSweepId(name);
  const startTime = toDate(experiment.creation_time);
  const tags = toTexts(experiment.tags, namesOf({ info: {} }));
  return {
    runId,
    status,
    rootRunId: runId,
    experimentName: name,
    runType: isSweepParent(tags) ? 'hyperdrive' : undefined,
    displayName: name,
    description: tags.get(mlflowTags.description),
    hidden: false,
    tags,
    properties: new Map(),
    parameters: new Map(),
    createdTime: startTime,
    startTime,
    endTime: isTerminalStatus(status) ? endTime : undefined,
    warnings: [],
  };
}

/** The experiment of such an id. In the scope of another experiment it is not there. */
export async function findExperiment(
  { experiments, experimentName }: MlflowConnection,
  name: string,
  signal: AbortSignal | undefined,
): Promise<ExperimentDto> {
  const runId = experimentSweepId(name);
  if (experimentName !== undefined && experimentName !== name) throw runNotFound(runId, experimentName);
  return experiments.read(name, runId, signal);
}

interface Progress {
  /** Of enough runs to say the status of all. */
  readonly statuses: readonly string[];
  /** When the last one ended. */
  readonly endTime: Date | undefined;
}

/** Asks for those that have not ended, and for the one that ended last. Azure filters by no status: there all are read. */
async function readProgress(
  connection: MlflowConnection,
  experimentId: string,
  signal: AbortSignal | undefined,
): Promise<Progress> {
  if (connection.flavor === 'azure-ml') return lookThrough(connection, experimentId, undefined, signal);
  const [last, ...open] = await endTogether(signal, (own) =>
    Promise.all([
      readLast(connection, experimentId, own),
      ...['RUNNING', 'SCHEDULED'].map((status) =>
        lookThrough(connection, experimentId, `attributes.status = '${status}'`, own),
      ),
    ]),
  );
  return { statuses: [...last.statuses, ...open.flatMap(({ statuses }) => statuses)], endTime: last.endTime };
}

async function readLast(
  { client }: MlflowConnection,
  experimentId: string,
  signal: AbortSignal | undefined,
): Promise<Progress> {
  const endpoint = searchRunsEndpoint({ experimentIds: [experimentId], order: 'end', pageSize: 1 });
  const { runs = [] } = await client.request(runSearchSchema, endpoint, { signal });
  const records = runs.map((dto) => toRunRecord(dto, undefined));
  return { statuses: records.map(({ status }) => status), endTime: records[0]?.endTime };
}

/** Stops at the first run that has not ended: then the others do not matter. */
async function lookThrough(
  connection: MlflowConnection,
  experimentId: string,
  filter: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Progress> {
  const statuses: string[] = [];
  let endTime: Date | undefined;
  for await (const dto of searchRuns(connection, [experimentId], { filter, signal })) {
    const run = toRunRecord(dto, undefined);
    statuses.push(run.status);
    if (!isTerminalStatus(run.status)) break;
    if (run.endTime !== undefined && (endTime === undefined || run.endTime > endTime)) endTime = run.endTime;
  }
  return { statuses, endTime };
}
