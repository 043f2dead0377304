import type { SteerOutcome, SweepSteering } from '../../engine/sweep/steer-sweep.js';
import type { StoredRun } from '../../storage/stored-run.js';
import { requireServiceToken } from '../access/permissions.js';
import { requestedRun } from '../access/request-scope.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { wireAnswer } from '../http/wire-answer.js';
import { localPath, workspacePath } from '../route-paths.js';
import { runToDto } from '../runs/run-to-dto.js';
import type { ServiceApp, ServiceContext } from '../service-context.js';

/** What Azure ML has no calls for: pausing a sweep, going on with it, and running failed trials once more. */
export function addSteerRoutes(app: ServiceApp, service: ServiceContext): void {
  const run = `${localPath}${workspacePath}/runs/:run` as const;

  for (const steering of ['pause', 'resume'] as const) {
    app.post(`${run}/${steering}`, (request) => {
      requireServiceToken(request, `${steering} sweeps`);
      const sweep = requestedRun(service, request);
      refuseElsewhere(service, sweep);
      settle(sweep, steering, service.engine.steerSweep(sweep, steering));
      return wireAnswer(runToDto(service.store.getRun(sweep) ?? sweep));
    });
  }

  app.post(`${run}/retry`, (request) => {
    requireServiceToken(request, 'retry trials');
    const asked = requestedRun(service, request);
    refuseElsewhere(service, asked);
    const trials = service.engine.retry(asked);
    return wireAnswer({ trials: trials.map(({ sweepId, runId, retryOf }) => ({ sweepId, runId, retryOf })) });
  });
}

function refuseElsewhere(service: ServiceContext, { runId }: StoredRun): void {
  if (!service.isHeldElsewhere()) return;
  throw new RequestRefusal(409, `Run ${runId} is run by another process: ask the service that listens.`);
}

function settle({ runId, status }: StoredRun, steering: SweepSteering, outcome: SteerOutcome): void {
  switch (outcome) {
    case 'already-finished':
      throw new RequestRefusal(409, `Sweep ${runId} has ended already: it is ${status}.`, 'AlreadyFinished');
    case 'being-ended':
      throw new RequestRefusal(409, `Sweep ${runId} is being ended: it cannot be ${steering}d any more.`);
    case 'not-a-sweep':
      throw new RequestRefusal(409, `Run ${runId} is no sweep of this service: only a sweep can be ${steering}d.`);
    default:
  }
}
