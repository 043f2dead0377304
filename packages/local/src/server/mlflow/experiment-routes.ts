import type { WireRecord } from '@hyperdrive-run/transport/wire';
import type { ExperimentScope } from '../../storage/run-key.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import { requireWorkspaceRead } from '../permissions.js';
import { RequestRefusal } from '../request-refusal.js';
import { workspaceOf } from '../request-scope.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';
import { wireAnswer } from '../wire-answer.js';
import { type ExperimentDirectory, experimentOfId } from './experiment-directory.js';
import { mlflowApiPath, mlflowTrackingPath } from './mlflow-paths.js';
import { numberOf, pageSizeOf, queryOf, readMlflowBody, textOf } from './mlflow-request.js';

/** Experiments, and what the server can do. */
export function addMlflowExperimentRoutes(
  app: ServiceApp,
  service: ServiceContext,
  experiments: ExperimentDirectory,
): void {
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
    const isAnothers = experiment !== undefined && isOfAnother(service, request, experiment);
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
    const experiment = { ...workspaceOf(request), experimentName };
    if (experiments.byName(experiment, experimentName) !== undefined) {
      throw new RequestRefusal(400, `Experiment(name=${experimentName}) already exists.`, 'RESOURCE_ALREADY_EXISTS');
    }
    experiments.remember(experiment);
    return wireAnswer({ experiment_id: experimentIdOf(experiment) });
  });

  app.post(`${mlflowApiPath}/experiments/search`, async (request) => {
    const body = await readMlflowBody(service, request);
    if (textOf(body, 'filter') !== undefined) {
      throw new RequestRefusal(400, 'The local service lists experiments without a filter.');
    }
    const all = experiments.list(workspaceOf(request));
    const first = Number(textOf(body, 'page_token') ?? 0);
    if (!Number.isSafeInteger(first) || first < 0) throw new RequestRefusal(400, "Invalid value for 'page_token'.");
    const end = first + pageSizeOf(numberOf(body, 'max_results'), service.limits.runsPerPage);
    return wireAnswer({
      experiments: all.slice(first, end).map(experimentToMlflow),
      next_page_token: end < all.length ? String(end) : undefined,
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

function experimentToMlflow(experiment: ExperimentScope): WireRecord {
  const id = experimentIdOf(experiment);
  return {
    experiment_id: id,
    name: experiment.experimentName,
    artifact_location: `mlflow-artifacts:/${id}`,
    lifecycle_stage: 'active',
    tags: [],
  };
}
