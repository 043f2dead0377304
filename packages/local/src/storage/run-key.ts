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

/**
 * A text that is the same for two keys of the same run, and for no others: for keys of Maps and Sets. The experiment is
 * no part of it.
 */
export function runIdentity({ scope, runId }: RunKey): string {
  return JSON.stringify([scope.subscriptionId, scope.resourceGroup, scope.workspaceName, runId]);
}

/** Whether two scopes name the same workspace, whatever their experiments. */
export function isSameWorkspace(a: WorkspaceScope, b: WorkspaceScope): boolean {
  return (
    a.subscriptionId === b.subscriptionId && a.resourceGroup === b.resourceGroup && a.workspaceName === b.workspaceName
  );
}

/** How a config names a run that it builds on: what it leaves out of the scope is the sweep's own. */
export interface RelativeRunKey {
  readonly runId: string;
  readonly runScope: { readonly [Part in keyof WorkspaceScope]?: WorkspaceScope[Part] | undefined };
}

/**
 * The key of a run that a config names.
 * @param scope where the sweep of the config is
 */
export function keyInScope(scope: WorkspaceScope, { runId, runScope }: RelativeRunKey): RunKey {
  const { subscriptionId, resourceGroup, workspaceName } = runScope;
  return {
    runId,
    scope: {
      subscriptionId: subscriptionId ?? scope.subscriptionId,
      resourceGroup: resourceGroup ?? scope.resourceGroup,
      workspaceName: workspaceName ?? scope.workspaceName,
    },
  };
}
