import { manyRunsOffers, type RunDetailsDto, type WireRecord } from '@hyperdrive-run/transport/wire';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import { requireRunWrite, requireWorkspaceRead } from '../access/permissions.js';
import { experimentOf, requestedRun, workspaceOf } from '../access/request-scope.js';
import { fileAddress } from '../artifacts/file-address.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { wireResponse } from '../http/wire-response.js';
import type { Written } from '../http/written.js';
import { experimentPath, runPaths, withEnding } from '../route-paths.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';
import { errorToDto, runToDto } from './run-to-dto.js';

/** The folders whose files are logs for people to read. What a trial writes into `logs/` itself may be anything. */
const logFolders = ['user_logs', 'azureml-logs', 'system_logs'];

/** What a client may ask about many runs at once, besides the protocol. */
const offers = Object.values(manyRunsOffers);

/** Reading one run: itself, its details, its token; and the experiment around it. */
export function addRunRoutes(app: ServiceApp, service: ServiceContext): void {
  app.on(['GET', 'POST'], `/history/v1.0${experimentPath}`, (request) => {
    const scope = experimentOf(request);
    requireWorkspaceRead(request, scope);
    // An experiment exists as soon as somebody names it.
    return wireResponse({
      experimentId: experimentIdOf(scope),
      name: scope.experimentName,
      description: null,
      tags: {},
      archivedTime: null,
    });
  });

  app.on('GET', [...runPaths], (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    const run = requestedRun(service, request);
    return wireResponse({ ...runToDto(run), runDefinition: run.runDefinition, offers });
  });

  app.on('GET', withEnding(runPaths, '/details'), async (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    return wireResponse(await detailsOf(service, request, requestedRun(service, request)));
  });

  app.on('GET', withEnding(runPaths, '/token'), async (request) => {
    const run = requestedRun(service, request);
    requireRunWrite(service, request, run);
    const principal = request.get('principal');
    if (principal.kind === 'run' && run.endTime !== undefined) {
      throw new RequestRefusal(403, `Run ${run.runId} has ended: its token is renewed no more.`, 'Forbidden');
    }
    const { token, expiryTime } = await service.auth.issueRunToken(
      run,
      principal.kind === 'run' ? principal.launchId : undefined,
    );
    return wireResponse({ token, expiryTimeUtc: expiryTime.toISOString() });
  });

  // Metrics are on disk before their delivery is acknowledged: there is nothing to wait for.
  app.on('GET', withEnding(runPaths, '/metricsingest/wait'), (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    requestedRun(service, request);
    return wireResponse({});
  });
}

async function detailsOf(service: ServiceContext, request: RequestContext, run: StoredRun): Promise<WireRecord> {
  const logFiles = new Map<string, string>();
  for (const folder of logFolders) {
    for (const { path } of await service.files.list(run, folder)) {
      logFiles.set(path, await fileAddress(service, request, run, path));
    }
  }
  const details: Written<RunDetailsDto> = {
    runId: run.runId,
    target: run.target ?? null,
    status: run.status,
    startTimeUtc: run.startTime?.toISOString() ?? null,
    endTimeUtc: run.endTime?.toISOString() ?? null,
    properties: run.properties,
    tags: run.tags,
    error: run.error === undefined ? null : errorToDto(run.error),
    warnings: run.warnings.map((message) => ({ source: 'local', message })),
    runDefinition: run.runDefinition ?? null,
    logFiles,
  };
  // Beside what our clients read, what Python's does.
  return { ...details, services: {}, inputDatasets: [], outputDatasets: [], submittedBy: run.createdBy ?? null };
}
