import { isTerminalStatus } from '@hyperdrive-run/core';
import type { CancelOutcome } from '../../engine/sweep-engine.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { requireServiceToken } from '../access/permissions.js';
import { requestedRun } from '../access/request-scope.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { wireResponse } from '../http/wire-response.js';
import { experimentPath, runPaths, withEnding } from '../route-paths.js';
import { runToDto } from '../runs/run-to-dto.js';
import type { ServiceApp, ServiceContext } from '../service-context.js';

/** Cancelling a sweep, and cancelling one run. A run that has ended is a refusal (409), not a success. */
export function addCancelRoutes(app: ServiceApp, service: ServiceContext): void {
  app.post(`/hyperdrive/v1.0${experimentPath}/runs/:run/cancel`, (request) => {
    requireServiceToken(request, 'cancel runs');
    const run = requestedRun(service, request);
    settle(service, run, service.engine.cancelSweep(run));
    return wireResponse({ code: 200, result: `Cancellation requested for ${run.runId}` });
  });

  app.on('POST', withEnding(runPaths, '/cancel'), (request) => {
    requireServiceToken(request, 'cancel runs');
    const run = requestedRun(service, request);
    settle(service, run, service.engine.cancelRun(run));
    return wireResponse(runToDto(service.store.getRun(run) ?? run));
  });
}

function settle(service: ServiceContext, run: StoredRun, outcome: CancelOutcome): void {
  if (outcome === 'requested') return;
  if (outcome === 'already-finished' || isTerminalStatus(run.status)) {
    throw new RequestRefusal(409, `Run ${run.runId} has ended already: it is ${run.status}.`, 'AlreadyFinished');
  }
  if (service.engine.ownsStatus(run) && service.isServedElsewhere()) {
    throw new RequestRefusal(409, `Run ${run.runId} is run by another process: ask the service that listens.`);
  }
  // Nothing of such a run runs here (it was loaded, or a script keeps it): it is marked, and so is what is below it.
  service.store.transaction(() => markCanceled(service, run));
}

function markCanceled(service: ServiceContext, run: StoredRun): void {
  for (const child of service.store.childrenOf(run)) {
    if (!isTerminalStatus(child.status)) markCanceled(service, child);
  }
  service.store.updateRun(run, { status: 'Canceled', endTime: service.now() });
}
