import type { PauseOutcome } from '../../engine/sweep-engine.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { requireServiceToken } from '../access/permissions.js';
import { requestedRun } from '../access/request-scope.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { wireResponse } from '../http/wire-response.js';
import { localPath, workspacePath } from '../route-paths.js';
import { runToDto } from '../runs/run-to-dto.js';
import type { ServiceApp, ServiceContext } from '../service-context.js';

/** Calls that Azure ML does not have: pausing and resuming a sweep, and retrying failed trials. */
export function addPauseRoutes(app: ServiceApp, service: ServiceContext): void {
  const run = `${localPath}${workspacePath}/runs/:run` as const;

  for (const action of ['pause', 'resume'] as const) {
    app.post(`${run}/${action}`, (request) => {
      requireServiceToken(request, `${action} sweeps`);
      const sweep = requestedRun(service, request);
      refuseElsewhere(service, sweep);
      const { engine } = service;
      throwUnlessDone(sweep, action, action === 'pause' ? engine.pauseSweep(sweep) : engine.resumeSweep(sweep));
      return wireResponse(runToDto(service.store.getRun(sweep) ?? sweep));
    });
  }

  app.post(`${run}/retry`, (request) => {
    requireServiceToken(request, 'retry trials');
    const asked = requestedRun(service, request);
    refuseElsewhere(service, asked);
    const trials = service.engine.retry(asked);
    return wireResponse({ trials: trials.map(({ sweepId, runId, retryOf }) => ({ sweepId, runId, retryOf })) });
  });
}

function refuseElsewhere(service: ServiceContext, { runId }: StoredRun): void {
  if (!service.isServedElsewhere()) return;
  throw new RequestRefusal(409, `Run ${runId} is run by another process: ask the service that listens.`);
}

function throwUnlessDone(
  { runId, status, parentRunId }: StoredRun,
  action: 'pause' | 'resume',
  outcome: PauseOutcome,
): void {
  switch (outcome) {
    case 'already-finished':
      throw new RequestRefusal(409, `Sweep ${runId} has ended already: it is ${status}.`, 'AlreadyFinished');
    case 'being-ended':
      throw new RequestRefusal(409, `Sweep ${runId} is being ended: it cannot be ${action}d any more.`);
    case 'a-trial':
      throw new RequestRefusal(409, `Run ${runId} is a trial, not a sweep: ${action} its sweep ${parentRunId}.`);
    case 'not-a-sweep':
      throw new RequestRefusal(409, `Run ${runId} is not a sweep of this service: only a sweep can be ${action}d.`);
    default:
  }
}
