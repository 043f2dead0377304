import type { ExperimentScope, RunKey, WorkspaceScope } from '../../storage/run-key.js';
import { runNotFound } from '../../storage/runs/run-not-found.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import { RequestRefusal } from '../http/request-refusal.js';
import type { RequestContext, ServiceContext } from '../service-context.js';

/** A part of the path. @throws RequestRefusal where the path has none */
export function pathPart(request: RequestContext, name: string): string {
  const value = request.req.param(name);
  if (value === undefined || value === '') throw new RequestRefusal(400, `The path names no ${name}.`);
  return value;
}

export function workspaceOf(request: RequestContext): WorkspaceScope {
  return {
    subscriptionId: pathPart(request, 'subscription'),
    resourceGroup: pathPart(request, 'group'),
    workspaceName: pathPart(request, 'workspace'),
  };
}

/** For routes that name the experiment. */
export function experimentOf(request: RequestContext): ExperimentScope {
  return { ...workspaceOf(request), experimentName: pathPart(request, 'experiment') };
}

export function runKeyOf(request: RequestContext): RunKey {
  return { scope: workspaceOf(request), runId: pathPart(request, 'run') };
}

/**
 * The run that the path names.
 * @throws BackendError with code `run-not-found`, also where the run is in another experiment than the path says
 */
export function requestedRun(service: ServiceContext, request: RequestContext): StoredRun {
  const key = runKeyOf(request);
  const run = service.store.getRun(key);
  if (run === undefined || !isInPath(run.scope, request)) throw runNotFound(key);
  return run;
}

/** Whether an experiment is the one in the path, by name or id, or the path names none. */
export function isInPath(scope: ExperimentScope, request: RequestContext): boolean {
  const name = request.req.param('experiment');
  const id = request.req.param('experimentId');
  return (name === undefined || name === scope.experimentName) && (id === undefined || id === experimentIdOf(scope));
}
