import { randomUUID } from 'node:crypto';
import { isTerminalStatus } from '@hyperdrive-run/core';
import type { JsonObject } from '@hyperdrive-run/core/json';
import { mlflowTags } from '@hyperdrive-run/transport/wire';
import type { StoredRun } from '../../../storage/runs/stored-run.js';
import { requireRunWrite } from '../../access/permissions.js';
import { workspaceOf } from '../../access/request-scope.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import { doInTurns } from '../../http/turns.js';
import { wireResponse } from '../../http/wire-response.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../../service-context.js';
import { chosenId } from '../chosen-id.js';
import { type ExperimentDirectory, experimentOfId } from '../experiments/experiment-directory.js';
import { tagUpdate } from '../metrics/log-entries.js';
import { mlflowApiPath } from '../mlflow-paths.js';
import {
  activeRun,
  fewObjectsOf,
  namedRun,
  queryOf,
  readMlflowBody,
  textOf,
  timeOf,
  valueTextOf,
  writtenRun,
} from '../mlflow-request.js';
import { fromMlflowStatus } from '../mlflow-status.js';
import { randomRunName } from '../random-run-name.js';
import { runInfo, runToMlflow } from './run-to-mlflow.js';

/** Reading, making and ending runs. */
export function addMlflowRunRoutes(app: ServiceApp, service: ServiceContext, experiments: ExperimentDirectory): void {
  app.get(`${mlflowApiPath}/runs/get`, async (request) => {
    const query = queryOf(request);
    const run = namedRun(service, request, textOf(query, 'run_id') ?? textOf(query, 'run_uuid'));
    return wireResponse({ run: await doInTurns(runToMlflow(service.store, run)) });
  });

  app.post(`${mlflowApiPath}/runs/create`, async (request) => {
    const body = await readMlflowBody(service, request);
    const run = createRun(service, request, body, experiments);
    return wireResponse({ run: await doInTurns(runToMlflow(service.store, run)) });
  });

  app.post(`${mlflowApiPath}/runs/update`, async (request) => {
    const body = await readMlflowBody(service, request);
    const run = activeRun(service, request, body);
    const displayName = textOf(body, 'run_name');
    const changed = displayName === undefined ? run : service.store.updateRun(run, { displayName });
    return wireResponse({ run_info: runInfo(changeStatus(service, request, changed, body)) });
  });

  for (const [call, hidden] of [
    ['delete', true],
    ['restore', false],
  ] as const) {
    app.post(`${mlflowApiPath}/runs/${call}`, async (request) => {
      const run = writtenRun(service, request, await readMlflowBody(service, request));
      service.store.updateRun(run, { hidden });
      return wireResponse({});
    });
  }
}

/**
 * Makes a run. MLflow's client opens the run that its environment names without a call of its own: it reads that run and
 * sets it to RUNNING. Only what it opens after that is made, so what a trial makes is never the trial's own run; where it
 * names no parent, it belongs below the trial.
 */
function createRun(
  service: ServiceContext,
  request: RequestContext,
  body: JsonObject,
  experiments: ExperimentDirectory,
): StoredRun {
  const workspace = workspaceOf(request);
  const chosen = chosenId(request, /^[0-9a-f]{32}$/);
  const runId = chosen ?? randomUUID().replaceAll('-', '');
  const principal = request.get('principal');
  const parentRunId = parentOf(body) ?? (principal.kind === 'run' ? principal.key.runId : undefined);
  requireRunWrite(service, request, { scope: workspace, runId }, parentRunId);
  const made = chosen === undefined ? undefined : service.store.getRun({ scope: workspace, runId });
  if (made !== undefined) return made;
  const parent = parentRunId === undefined ? undefined : namedRun(service, request, parentRunId);
  const startTime = timeOf(body, 'start_time') ?? service.now();
  const name = textOf(body, 'run_name');
  const given = tagUpdate({ runId, parentRunId }, fewObjectsOf(body, 'tags'));
  if (name !== undefined && given.displayName !== undefined && given.displayName !== name) {
    throw new RequestRefusal(400, `The run is named '${name}', but its tag mlflow.runName is '${given.displayName}'.`);
  }
  return service.store.createRun({
    scope: parent?.scope ?? experimentOfId(experiments, workspace, textOf(body, 'experiment_id')).scope,
    runId,
    parentRunId,
    status: 'Running',
    createdTime: startTime,
    startTime,
    displayName: name ?? given.displayName ?? randomRunName(),
    createdBy: textOf(body, 'user_id'),
    description: given.description,
    tags: given.setTags,
    properties: given.addProperties,
    target: 'local',
  });
}

function parentOf(body: JsonObject): string | undefined {
  const tag = fewObjectsOf(body, 'tags').find((entry) => textOf(entry, 'key') === mlflowTags.parentRunId);
  const value = tag === undefined ? '' : valueTextOf(tag);
  return value === '' ? undefined : value;
}

/**
 * The engine's verdict on its runs is final: the client reports success after an uncaught exception too. With the service's
 * token, killing a run that the engine has cancels it. Of other runs the first end is final, until somebody opens the run
 * again, as `start_run(run_id=...)` does.
 */
function changeStatus(service: ServiceContext, request: RequestContext, run: StoredRun, body: JsonObject): StoredRun {
  const asked = textOf(body, 'status');
  const status = asked === undefined ? undefined : fromMlflowStatus(asked);
  if (asked !== undefined && status === undefined) {
    throw new RequestRefusal(400, `Invalid value ${JSON.stringify(asked)} for parameter 'status'.`);
  }
  if (status === undefined) return run;
  if (service.engine.ownsStatus(run)) {
    if (isTerminalStatus(run.status)) return run;
    if (status === 'Canceled' && request.get('principal').kind === 'service') service.engine.cancelRun(run);
    return namedRun(service, request, run.runId);
  }
  if (isTerminalStatus(run.status)) {
    const isOpened = status === 'Running' && !hasEndedItself(service, request);
    return isOpened ? service.store.updateRun(run, { status, endTime: null }) : run;
  }
  const isOver = isTerminalStatus(status);
  const hasStarted = isOver || status === 'Running';
  return service.store.updateRun(run, {
    status,
    startTime: hasStarted ? (run.startTime ?? service.now()) : undefined,
    endTime: isOver ? (timeOf(body, 'end_time') ?? service.now()) : undefined,
  });
}

/** Whether the trial that asks has ended: a run that it opened now would stay open. */
function hasEndedItself(service: ServiceContext, request: RequestContext): boolean {
  const principal = request.get('principal');
  const own = principal.kind === 'run' ? service.store.getRun(principal.key) : undefined;
  return own !== undefined && isTerminalStatus(own.status);
}
