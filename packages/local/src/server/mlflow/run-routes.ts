import { randomUUID } from 'node:crypto';
import { isTerminalStatus, type JsonObject } from '@hyperdrive-run/core';
import { mlflowTags } from '@hyperdrive-run/transport/wire';
import type { StoredRun } from '../../storage/stored-run.js';
import { requireRunWrite } from '../permissions.js';
import { RequestRefusal } from '../request-refusal.js';
import { workspaceOf } from '../request-scope.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';
import { wireAnswer } from '../wire-answer.js';
import { type ExperimentDirectory, experimentOfId } from './experiment-directory.js';
import { tagUpdate } from './log-entries.js';
import { mlflowApiPath } from './mlflow-paths.js';
import {
  namedRun,
  objectsOf,
  queryOf,
  readMlflowBody,
  textOf,
  timeOf,
  valueTextOf,
  writtenRun,
} from './mlflow-request.js';
import { fromMlflowStatus } from './mlflow-status.js';
import { runInfo, runToMlflow } from './run-to-mlflow.js';

/** Reading, making and ending runs. */
export function addMlflowRunRoutes(app: ServiceApp, service: ServiceContext, experiments: ExperimentDirectory): void {
  app.get(`${mlflowApiPath}/runs/get`, (request) => {
    const query = queryOf(request);
    const run = namedRun(service, request, textOf(query, 'run_id') ?? textOf(query, 'run_uuid'));
    return wireAnswer({ run: runToMlflow(service.store, run) });
  });

  app.post(`${mlflowApiPath}/runs/create`, async (request) => {
    const body = await readMlflowBody(service, request);
    const run = ownRun(service, request, body) ?? createRun(service, request, body, experiments);
    return wireAnswer({ run: runToMlflow(service.store, run) });
  });

  app.post(`${mlflowApiPath}/runs/update`, async (request) => {
    const body = await readMlflowBody(service, request);
    const run = writtenRun(service, request, body);
    const displayName = textOf(body, 'run_name');
    const changed = displayName === undefined ? run : service.store.updateRun(run, { displayName });
    return wireAnswer({ run_info: runInfo(changeStatus(service, request, changed, body)) });
  });

  for (const [call, hidden] of [
    ['delete', true],
    ['restore', false],
  ] as const) {
    app.post(`${mlflowApiPath}/runs/${call}`, async (request) => {
      const run = writtenRun(service, request, await readMlflowBody(service, request));
      service.store.updateRun(run, { hidden });
      return wireAnswer({});
    });
  }
}

/**
 * The run of the trial that asks, where it asks for a run that is below no other. MLflow's client takes the run's id out
 * of the environment at its first use: what the script logs after that belongs to the trial all the same.
 */
function ownRun(service: ServiceContext, request: RequestContext, body: JsonObject): StoredRun | undefined {
  const principal = request.get('principal');
  if (principal.kind !== 'run' || parentOf(body) !== undefined) return undefined;
  requireRunWrite(service, request, { scope: workspaceOf(request), runId: principal.key.runId });
  const run = namedRun(service, request, principal.key.runId);
  const tags = objectsOf(body, 'tags').filter((tag) => textOf(tag, 'key') !== mlflowTags.runName);
  return service.store.updateRun(run, tagUpdate(run, tags));
}

function createRun(
  service: ServiceContext,
  request: RequestContext,
  body: JsonObject,
  experiments: ExperimentDirectory,
): StoredRun {
  const workspace = workspaceOf(request);
  const runId = randomUUID().replaceAll('-', '');
  const parentRunId = parentOf(body);
  requireRunWrite(service, request, { scope: workspace, runId }, parentRunId);
  const parent = parentRunId === undefined ? undefined : namedRun(service, request, parentRunId);
  const startTime = timeOf(body, 'start_time') ?? service.now();
  const given = tagUpdate({ runId, parentRunId }, objectsOf(body, 'tags'));
  return service.store.createRun({
    scope: parent?.scope ?? experimentOfId(experiments, workspace, textOf(body, 'experiment_id')),
    runId,
    parentRunId,
    status: 'Running',
    createdTime: startTime,
    startTime,
    displayName: textOf(body, 'run_name') ?? given.displayName,
    createdBy: textOf(body, 'user_id'),
    description: given.description,
    tags: given.setTags,
    properties: given.addProperties,
    target: 'local',
  });
}

function parentOf(body: JsonObject): string | undefined {
  const tag = objectsOf(body, 'tags').find((entry) => textOf(entry, 'key') === mlflowTags.parentRunId);
  const value = tag === undefined ? '' : valueTextOf(tag);
  return value === '' ? undefined : value;
}

/**
 * A run that has ended stays as it ended, and the engine's verdict on its runs stands: the client reports success after
 * an uncaught exception too. With the service's token, killing a run that the engine has cancels it.
 */
function changeStatus(service: ServiceContext, request: RequestContext, run: StoredRun, body: JsonObject): StoredRun {
  const asked = textOf(body, 'status');
  const status = asked === undefined ? undefined : fromMlflowStatus(asked);
  if (asked !== undefined && status === undefined) {
    throw new RequestRefusal(400, `Invalid value ${JSON.stringify(asked)} for parameter 'status'.`);
  }
  if (status === undefined || isTerminalStatus(run.status)) return run;
  if (service.engine.ownsStatus(run)) {
    if (status === 'Canceled' && request.get('principal').kind === 'service') service.engine.cancelRun(run);
    return namedRun(service, request, run.runId);
  }
  const isOver = isTerminalStatus(status);
  const hasStarted = isOver || status === 'Running';
  return service.store.updateRun(run, {
    status,
    startTime: hasStarted ? (run.startTime ?? service.now()) : undefined,
    endTime: isOver ? (timeOf(body, 'end_time') ?? service.now()) : undefined,
  });
}
