import { isSameWorkspace, type RunKey, type WorkspaceScope } from '../../storage/run-key.js';
import { RequestRefusal } from '../http/request-refusal.js';
import type { RequestContext, ServiceContext } from '../service-context.js';
import type { Principal } from './auth.js';

/** How far up a run's ancestors are looked at. */
const maxGenerations = 50;

/** @throws RequestRefusal with 403 where the token is a run's */
export function requireServiceToken(request: RequestContext, what: string): void {
  const principal = request.get('principal');
  if (principal.kind === 'run') throw refused(principal, what);
}

/** A run's token reads its own workspace, nothing else. @throws RequestRefusal with 403 */
export function requireWorkspaceRead(request: RequestContext, workspace: WorkspaceScope): void {
  const principal = request.get('principal');
  if (principal.kind === 'run' && !isSameWorkspace(principal.key.scope, workspace)) {
    throw refused(principal, `read workspace ${workspace.workspaceName}`);
  }
}

/**
 * A run's token writes its own run, and the runs that it made below it.
 * @param parentRunId where the run does not exist yet: the parent that it is to have
 * @throws RequestRefusal with 403
 */
export function requireRunWrite(
  service: ServiceContext,
  request: RequestContext,
  key: RunKey,
  parentRunId?: string,
): void {
  const principal = request.get('principal');
  if (principal.kind === 'service') return;
  const isOwnWorkspace = isSameWorkspace(principal.key.scope, key.scope);
  let runId: string | undefined = key.runId;
  for (let generation = 0; isOwnWorkspace && runId !== undefined && generation < maxGenerations; generation += 1) {
    if (runId === principal.key.runId) return;
    const run = service.store.getRun({ scope: key.scope, runId });
    runId = run === undefined && generation === 0 ? parentRunId : run?.parentRunId;
  }
  throw refused(principal, `write run ${key.runId}`);
}

function refused(principal: Extract<Principal, { kind: 'run' }>, what: string): RequestRefusal {
  return new RequestRefusal(403, `The token of run ${principal.key.runId} may not ${what}.`, 'Forbidden');
}
