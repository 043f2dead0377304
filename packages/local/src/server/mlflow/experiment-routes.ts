import type { JsonObject } from '@hyperdrive-run/core';
import type { WireRecord } from '@hyperdrive-run/transport/wire';
import type { StoredExperiment } from '../../storage/experiment-store.js';
import type { ExperimentScope } from '../../storage/run-key.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import { requireServiceToken, requireWorkspaceRead } from '../access/permissions.js';
import { workspaceOf } from '../access/request-scope.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { wireAnswer } from '../http/wire-answer.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';
import { type ExperimentDirectory, experimentOfId } from './experiment-directory.js';
import { mlflowApiPath, mlflowTrackingPath } from './mlflow-paths.js';
import {
  fewObjectsOf,
  keyOf,
  numberOf,
  pageSizeOf,
  queryOf,
  readMlflowBody,
  textOf,
  textsOf,
  valueTextOf,
} from './mlflow-request.js';
import { searchExperiments } from './search-experiments.js';

/** Experiments, and what the server can do. */
export function addMlflowExperimentRoutes(
  app: ServiceApp,
  service: ServiceContext,
  experiments: ExperimentDirectory,
): void {
  /** A trial's token changes no experiment: other sweeps are in it, too. */
  function writtenExperiment(request: RequestContext, body: JsonObject): StoredExperiment {
    const experiment = experimentOfId(experiments, workspaceOf(request), textOf(body, 'experiment_id'));
    requireServiceToken(request, `change experiment ${experiment.scope.experimentName}`);
    return experiment;
  }

  app.get(`${mlflowApiPath}/experiments/get`, (request) => {
    const workspace = workspaceOf(request);
    requireWorkspaceRead(request, workspace);
    const experiment = experimentOfId(experiments, workspace, textOf(queryOf(request), 'experiment_id'));
    return wireAnswer({ experiment: experimentToMlflow(experiment) });
  });

  app.get(`${mlflowApiPath}/experiments/get-by-name`, (request) => {
    const workspace = workspaceOf(request);
    requireWorkspaceRead(request, workspace);
    const name = textOf(queryOf(request), 'experiment_name') ?? '';
    const experiment = experiments.byName(workspace, name);
    const isAnothers = experiment !== undefined && isOfAnother(service, request, experiment.scope);
    if (experiment === undefined || isAnothers)
      throw new RequestRefusal(404, `Could not find experiment with name '${name}'`);
    return wireAnswer({ experiment: experimentToMlflow(experiment) });
  });

  app.post(`${mlflowApiPath}/experiments/create`, async (request) => {
    const body = await readMlflowBody(service, request);
    const experimentName = textOf(body, 'name');
    if (experimentName === undefined) throw new RequestRefusal(400, "Missing value for required parameter 'name'.");
    const own = experimentOfTrial(service, request);
    if (own !== undefined) return wireAnswer({ experiment_id: experimentIdOf(own) });
    const tags = new Map(fewObjectsOf(body, 'tags').map((tag) => [keyOf(tag), valueTextOf(tag)]));
    const experiment = { ...workspaceOf(request), experimentName };
    if (experiments.byName(experiment, experimentName) !== undefined) {
      throw new RequestRefusal(400, `Experiment(name=${experimentName}) already exists.`, 'RESOURCE_ALREADY_EXISTS');
    }
    experiments.make(experiment, tags);
    return wireAnswer({ experiment_id: experimentIdOf(experiment) });
  });

  app.post(`${mlflowApiPath}/experiments/set-experiment-tag`, async (request) => {
    const body = await readMlflowBody(service, request);
    const { scope, tags } = writtenExperiment(request, body);
    experiments.setTags(scope, new Map([...tags, [keyOf(body), valueTextOf(body)]]));
    return wireAnswer({});
  });

  app.post(`${mlflowApiPath}/experiments/delete-experiment-tag`, async (request) => {
    const body = await readMlflowBody(service, request);
    const { scope, tags } = writtenExperiment(request, body);
    const key = keyOf(body);
    if (!tags.has(key)) throw new RequestRefusal(404, `No tag with name: ${key} in experiment ${scope.experimentName}`);
    experiments.setTags(scope, new Map([...tags].filter(([name]) => name !== key)));
    return wireAnswer({});
  });

  // The name of an experiment is a part of each of its runs, and a prune is what deletes them.
  for (const call of ['update', 'delete', 'restore']) {
    app.post(`${mlflowApiPath}/experiments/${call}`, async (request) => {
      await readMlflowBody(service, request);
      throw new RequestRefusal(
        400,
        'The local service neither renames nor deletes experiments: a prune deletes runs.',
        'NOT_IMPLEMENTED',
      );
    });
  }

  app.on(['GET', 'POST'], `${mlflowApiPath}/experiments/search`, async (request) => {
    const workspace = workspaceOf(request);
    requireWorkspaceRead(request, workspace);
    const body = request.req.method === 'GET' ? queryOf(request) : await readMlflowBody(service, request);
    const most = numberOf(body, 'max_results');
    if (most === 0) throw new RequestRefusal(400, "Invalid value for parameter 'max_results': it takes 1 or more.");
    const view = textOf(body, 'view_type') ?? 'ACTIVE_ONLY';
    const orderBy = request.req.method === 'GET' ? (request.req.queries('order_by') ?? []) : textsOf(body, 'order_by');
    const all = view === 'DELETED_ONLY' ? [] : experiments.list(workspace);
    const found = searchExperiments(all, textOf(body, 'filter') ?? '', orderBy);
    const first = Number(textOf(body, 'page_token') ?? 0);
    if (!Number.isSafeInteger(first) || first < 0) throw new RequestRefusal(400, "Invalid value for 'page_token'.");
    const end = first + pageSizeOf(most, service.limits.runsPerPage);
    return wireAnswer({
      experiments: found.slice(first, end).map(experimentToMlflow),
      next_page_token: end < found.length ? String(end) : undefined,
    });
  });

  // Asked before files are sent or fetched: they come in one piece, through this service.
  app.get(`${mlflowTrackingPath}/api/3.0/mlflow/server-info`, (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    return wireAnswer({
      store_type: 'SqlStore',
      workspaces_enabled: false,
      trace_archival_enabled: false,
      multipart_uploads_enabled: false,
      multipart_downloads_enabled: false,
    });
  });
}

/**
 * The experiment of the trial that asks. A script that names an experiment for its runs finds none of that name and makes
 * it: as a trial, its runs belong where the trial is, so that is what it gets.
 */
function experimentOfTrial(service: ServiceContext, request: RequestContext): ExperimentScope | undefined {
  const principal = request.get('principal');
  return principal.kind === 'run' ? service.store.getRun(principal.key)?.scope : undefined;
}

function isOfAnother(service: ServiceContext, request: RequestContext, { experimentName }: ExperimentScope): boolean {
  const own = experimentOfTrial(service, request);
  return own !== undefined && own.experimentName !== experimentName;
}

function experimentToMlflow({ scope, createdTime, tags }: StoredExperiment): WireRecord {
  const id = experimentIdOf(scope);
  return {
    experiment_id: id,
    name: scope.experimentName,
    artifact_location: `mlflow-artifacts:/${id}`,
    lifecycle_stage: 'active',
    creation_time: createdTime.getTime(),
    last_update_time: createdTime.getTime(),
    tags: [...tags].map(([key, value]) => ({ key, value })),
  };
}
