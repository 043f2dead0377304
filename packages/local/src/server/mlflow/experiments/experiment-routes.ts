import type { JsonObject } from '@hyperdrive-run/core/json';
import type { StoredExperiment } from '../../../storage/experiments/experiment-store.js';
import type { ExperimentScope } from '../../../storage/run-key.js';
import { experimentIdOf } from '../../../storage/scope-ids.js';
import { requireServiceToken, requireWorkspaceRead } from '../../access/permissions.js';
import { workspaceOf } from '../../access/request-scope.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import { wireResponse } from '../../http/wire-response.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../../service-context.js';
import { mlflowApiPath } from '../mlflow-paths.js';
import { fewObjectsOf, keyOf, queryOf, readMlflowBody, textOf, valueTextOf } from '../mlflow-request.js';
import { type ExperimentDirectory, experimentOfId } from './experiment-directory.js';
import { experimentToMlflow } from './experiment-to-mlflow.js';

/** Reads, creates and tags experiments, one at a time. */
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
    return wireResponse({ experiment: experimentToMlflow(experiment) });
  });

  app.get(`${mlflowApiPath}/experiments/get-by-name`, (request) => {
    const workspace = workspaceOf(request);
    requireWorkspaceRead(request, workspace);
    const name = textOf(queryOf(request), 'experiment_name') ?? '';
    const experiment = experiments.byName(workspace, name);
    const isAnothers = experiment !== undefined && isOfAnother(service, request, experiment.scope);
    if (experiment === undefined || isAnothers)
      throw new RequestRefusal(404, `Could not find experiment with name '${name}'`);
    return wireResponse({ experiment: experimentToMlflow(experiment) });
  });

  app.post(`${mlflowApiPath}/experiments/create`, async (request) => {
    const body = await readMlflowBody(service, request);
    const experimentName = textOf(body, 'name');
    if (experimentName === undefined) throw new RequestRefusal(400, "Missing value for required parameter 'name'.");
    const own = experimentOfTrial(service, request);
    if (own !== undefined) return wireResponse({ experiment_id: experimentIdOf(own) });
    const tags = new Map(fewObjectsOf(body, 'tags').map((tag) => [keyOf(tag), valueTextOf(tag)]));
    const experiment = { ...workspaceOf(request), experimentName };
    if (experiments.byName(experiment, experimentName) !== undefined) {
      throw new RequestRefusal(400, `Experiment(name=${experimentName}) already exists.`, 'RESOURCE_ALREADY_EXISTS');
    }
    experiments.make(experiment, tags);
    return wireResponse({ experiment_id: experimentIdOf(experiment) });
  });

  app.post(`${mlflowApiPath}/experiments/set-experiment-tag`, async (request) => {
    const body = await readMlflowBody(service, request);
    const { scope, tags } = writtenExperiment(request, body);
    experiments.setTags(scope, new Map([...tags, [keyOf(body), valueTextOf(body)]]));
    return wireResponse({});
  });

  app.post(`${mlflowApiPath}/experiments/delete-experiment-tag`, async (request) => {
    const body = await readMlflowBody(service, request);
    const { scope, tags } = writtenExperiment(request, body);
    const key = keyOf(body);
    if (!tags.has(key)) throw new RequestRefusal(404, `No tag with name: ${key} in experiment ${scope.experimentName}`);
    experiments.setTags(scope, new Map([...tags].filter(([name]) => name !== key)));
    return wireResponse({});
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
