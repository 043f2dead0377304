import type { ExperimentScope, WorkspaceScope } from '../run-key.js';

/** An experiment as the store keeps it. */
export interface StoredExperiment {
  readonly scope: ExperimentScope;
  readonly createdTime: Date;
  readonly tags: ReadonlyMap<string, string>;
}

/** The experiments of workspaces. One exists with its first run, or once somebody made it. */
export interface ExperimentStore {
  /** All of a workspace, in the order in which they came. */
  list(workspace: WorkspaceScope): readonly StoredExperiment[];
  get(scope: ExperimentScope): StoredExperiment | undefined;
  /** Makes one that stays without runs, too. One that exists stays as it is. */
  make(scope: ExperimentScope, tags: ReadonlyMap<string, string>): void;
  /** Replaces the tags of an experiment, which is made where it does not exist. */
  setTags(scope: ExperimentScope, tags: ReadonlyMap<string, string>): void;
}
