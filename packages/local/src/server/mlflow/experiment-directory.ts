import type { ExperimentScope, WorkspaceScope } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import { RequestRefusal } from '../request-refusal.js';

/** The experiment that MLflow's client means where nothing names one: it has the id 0 there. */
const defaultExperiment = { id: '0', name: 'Default' } as const;

/** How many experiments without runs are remembered. */
const mostRemembered = 1000;

/**
 * The experiments of a workspace, by name and by id. Those with runs are in the store. One that was made and has no run
 * yet is remembered while the service runs: the first run keeps it.
 */
export interface ExperimentDirectory {
  list(workspace: WorkspaceScope): readonly ExperimentScope[];
  byName(workspace: WorkspaceScope, name: string): ExperimentScope | undefined;
  byId(workspace: WorkspaceScope, id: string): ExperimentScope | undefined;
  remember(experiment: ExperimentScope): void;
}

export function createExperimentDirectory(store: Pick<RunStore, 'experimentNames'>): ExperimentDirectory {
  const made = new Map<string, ExperimentScope>();

  function list(workspace: WorkspaceScope): readonly ExperimentScope[] {
    const { subscriptionId, resourceGroup, workspaceName } = workspace;
    const scopeOf = (experimentName: string): ExperimentScope => ({
      subscriptionId,
      resourceGroup,
      workspaceName,
      experimentName,
    });
    const names = new Set(store.experimentNames(workspace));
    for (const [id, { experimentName }] of made) {
      if (id === experimentIdOf(scopeOf(experimentName))) names.add(experimentName);
    }
    return [...names].map(scopeOf);
  }

  return {
    list,
    byName: (workspace, name) => list(workspace).find(({ experimentName }) => experimentName === name),
    byId(workspace, id) {
      const { subscriptionId, resourceGroup, workspaceName } = workspace;
      const { name: experimentName } = defaultExperiment;
      if (id === defaultExperiment.id) return { subscriptionId, resourceGroup, workspaceName, experimentName };
      return list(workspace).find((experiment) => experimentIdOf(experiment) === id);
    },
    remember(experiment) {
      made.set(experimentIdOf(experiment), experiment);
      for (const oldest of made.keys()) if (made.size > mostRemembered) made.delete(oldest);
    },
  };
}

/** @throws RequestRefusal with 404 where there is none, and 400 where no id is given */
export function experimentOfId(
  experiments: ExperimentDirectory,
  workspace: WorkspaceScope,
  id: string | undefined,
): ExperimentScope {
  if (id === undefined) throw new RequestRefusal(400, "Missing value for required parameter 'experiment_id'.");
  const experiment = experiments.byId(workspace, id);
  if (experiment === undefined) throw new RequestRefusal(404, `No Experiment with id=${id} exists`);
  return experiment;
}
