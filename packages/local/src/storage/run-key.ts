/** A workspace: run ids are unique inside it, whatever their experiment. */
export interface WorkspaceScope {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspaceName: string;
}

/** An experiment of a workspace: where a run is created. Fits core's `RunScope`. */
export interface ExperimentScope extends WorkspaceScope {
  readonly experimentName: string;
}

/** Names one run. An {@link ExperimentScope} does as `scope` too: the experiment is no part of the key. */
export interface RunKey {
  readonly scope: WorkspaceScope;
  readonly runId: string;
}
