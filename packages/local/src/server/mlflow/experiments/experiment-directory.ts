import type { ExperimentStore, StoredExperiment } from '../../../storage/experiments/experiment-store.js';
import type { ExperimentScope, WorkspaceScope } from '../../../storage/run-key.js';
import type { RunStore } from '../../../storage/run-store.js';
import { experimentIdOf } from '../../../storage/scope-ids.js';
import { RequestRefusal } from '../../http/request-refusal.js';

/** The experiment that MLflow's client means where nothing names one: it has the id 0 there. */
const defaultExperiment = { id: '0', name: 'Default' } as const;

/** The experiments of a workspace, by name and by id. */
export interface ExperimentDirectory {
  list(workspace: WorkspaceScope): readonly StoredExperiment[];
  byName(workspace: WorkspaceScope, name: string): StoredExperiment | undefined;
  byId(workspace: WorkspaceScope, id: string): StoredExperiment | undefined;
  /** Those that exist, each once. */
  byIds(workspace: WorkspaceScope, ids: readonly string[]): readonly ExperimentScope[];
  make: ExperimentStore['make'];
  setTags: ExperimentStore['setTags'];
}

export function createExperimentDirectory({ experiments }: Pick<RunStore, 'experiments'>): ExperimentDirectory {
  const scopeOf = (workspace: WorkspaceScope, experimentName: string): ExperimentScope => {
    const { subscriptionId, resourceGroup, workspaceName } = workspace;
    return { subscriptionId, resourceGroup, workspaceName, experimentName };
  };
  return {
    list: (workspace) => experiments.list(workspace),
    byName: (workspace, name) => experiments.get(scopeOf(workspace, name)),
    byId(workspace, id) {
      if (id === defaultExperiment.id) {
        const scope = scopeOf(workspace, defaultExperiment.name);
        return experiments.get(scope) ?? { scope, createdTime: new Date(0), tags: new Map() };
      }
      return experiments.list(workspace).find(({ scope }) => experimentIdOf(scope) === id);
    },
    byIds(workspace, ids) {
      const wanted = new Set(ids);
      const found = experiments.list(workspace).flatMap(({ scope }) => {
        return wanted.has(experimentIdOf(scope)) ? [scope] : [];
      });
      const usual = scopeOf(workspace, defaultExperiment.name);
      const isNamed = found.some(({ experimentName }) => experimentName === usual.experimentName);
      return wanted.has(defaultExperiment.id) && !isNamed ? [usual, ...found] : found;
    },
    make: (scope, tags) => experiments.make(scope, tags),
    setTags: (scope, tags) => experiments.setTags(scope, tags),
  };
}

/** @throws RequestRefusal with 404 where there is none, and 400 where no id is given */
export function experimentOfId(
  experiments: ExperimentDirectory,
  workspace: WorkspaceScope,
  id: string | undefined,
): StoredExperiment {
  if (id === undefined) throw new RequestRefusal(400, "Missing value for required parameter 'experiment_id'.");
  const experiment = experiments.byId(workspace, id);
  if (experiment === undefined) throw new RequestRefusal(404, `No Experiment with id=${id} exists`);
  return experiment;
}
