import { InvalidArgumentError, type RunRecord } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { systemTagPrefix } from '@hyperdrive-run/core/internal';
import { writeJson } from '@hyperdrive-run/core/json';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { findOrCreateExperiment } from '../experiments/find-or-create-experiment.js';
import { type MlflowConnection, readRun } from '../mlflow-connection.js';
import { runAnswerSchema } from '../wire/run-dto.js';
import { createRunEndpoint, updateRunEndpoint } from './run-endpoints.js';
import { idOf, toRunRecord } from './to-run-record.js';
import { warnOfCutTexts } from './update-run.js';

/**
 * Makes the parent run of a sweep, with the config in its tags under Azure's names, as Queued. MLflow starts no trials:
 * whoever runs them logs each as a nested run of this one, and sets its status at the end.
 */
export async function submitSweep(
  connection: MlflowConnection,
  config: HyperDriveConfig,
  { signal }: CallOptions,
): Promise<RunRecord> {
  const { client, experimentName } = connection;
  if (experimentName === undefined) {
    throw new InvalidArgumentError({
      option: 'experiment',
      got: undefined,
      takes: 'the name of an experiment, for submitting a sweep',
      hint: 'Choose an experiment: ?experiment=… in the address, or workspace.experiment(name).',
    });
  }
  const tags = new Map([...config.toWire()].map(([name, value]) => [systemTagPrefix + name, writeJson(value)]));
  const experimentId = await findOrCreateExperiment(connection, experimentName, signal);
  const endpoint = createRunEndpoint({ experiment_id: experimentId, start_time: Date.now() }, tags);
  const { run } = await client.request(runAnswerSchema, endpoint, { signal });
  const runId = idOf(run.info);
  client.onWarning(
    `MLflow starts no trials: sweep ${JSON.stringify(runId)} waits until something else runs them, as nested runs of it.`,
  );
  try {
    await client.send(updateRunEndpoint(runId, { status: 'SCHEDULED' }), { signal });
    const record = await readRun(connection, runId, signal);
    warnOfCutTexts(connection, record, tags, record.tags);
    return record;
  } catch (error) {
    if (signal?.aborted === true) throw error;
    client.onWarning(`Sweep ${JSON.stringify(runId)} was made, but could not be read back yet.`);
    return toRunRecord(run, experimentName);
  }
}
