import type { JsonObject } from '@hyperdrive-run/core/json';
import { jsonObject } from '@hyperdrive-run/transport/wire';
import { type LaunchRefusal, refusalMessages } from '../../engine/runners/launches/claim-rule.js';
import type { LaunchReport } from '../../engine/runners/launches/launch.js';
import { hasDigest } from '../../engine/runners/launches/launch-digest.js';
import { keptFolders } from '../../storage/files/run-files.js';
import type { StoredLaunch } from '../../storage/launches/launch-store.js';
import { pathPart } from '../access/request-scope.js';
import { mostBytesOfFile, storeArtifact } from '../artifacts/store-artifact.js';
import { bodyLimits } from '../http/body-limits.js';
import { readBodyBytes } from '../http/read-body-bytes.js';
import { readBody } from '../http/read-request.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { wireResponse } from '../http/wire-response.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';
import { appendToLog } from './launch-log.js';

/** Where the calls of launches begin. Only what runs a trial on another machine makes them. */
export const launchesPath = '/launches/v1.0/:launch';

/**
 * What the launch wrapper calls. A claim is made with the launch's code; all else with the random text that the wrapper
 * claimed it with, which no engine lists. Each answer says whether the trial is to be ended.
 */
export function addLaunchRoutes(app: ServiceApp, service: ServiceContext): void {
  app.post(`${launchesPath}/claim`, async (request) => {
    const [id, code] = [pathPart(request, 'launch'), bearerOf(request)];
    const launch = service.store.launches.get(id);
    // Before its body: who has no code learns nothing but that.
    if (!hasDigest(code, launch?.claimCode)) throw refused(launch === undefined ? 'LaunchUnknown' : 'WrongCode');
    const body = await readBody(service, request, jsonObject);
    const [attempt, node] = [body.get('attempt'), body.get('node')];
    if (typeof attempt !== 'string' || !/^[0-9a-f]{32,128}$/.test(attempt)) {
      throw new RequestRefusal(400, 'attempt must be 32 to 128 random hexadecimal digits.');
    }
    const answer = await service.launches.claim(id, {
      code,
      attempt,
      node: typeof node === 'string' ? node.slice(0, 200) : undefined,
    });
    if (answer.kind === 'refused') throw refused(answer.reason);
    return wireResponse({ job: answer.job });
  });

  app.post(`${launchesPath}/heartbeat`, (request) => {
    return wireResponse({ end: mustEnd(claimedLaunch(service, request)) });
  });

  app.post(`${launchesPath}/log`, async (request) => {
    const launch = claimedLaunch(service, request);
    const offset = Number(request.req.query('offset'));
    if (!Number.isSafeInteger(offset) || offset < 0)
      throw new RequestRefusal(400, 'offset must be an integer of at least 0.');
    const piece = await readBodyBytes(request.req.raw, Math.min(bodyLimits.rows, service.limits.bodyBytes));
    // Read again: another delivery of the same piece may have come in between.
    const now = service.store.launches.get(launch.id) ?? launch;
    const received = appendToLog(service, now, offset, piece);
    return wireResponse({ received, end: mustEnd(now) });
  });

  app.put(`${launchesPath}/files/:path{[\\s\\S]+}`, async (request) => {
    const launch = claimedLaunch(service, request);
    const path = pathPart(request, 'path');
    const { run } = launch;
    if (launch.state !== 'claimed' || run === undefined) throw refused('LaunchEnded');
    if (!keptFolders.some((folder) => path.startsWith(`${folder}/`))) {
      throw new RequestRefusal(400, `Only what is below ${keptFolders.join(' and ')} is kept.`);
    }
    await storeArtifact(service.files.folderOf(run), path, request.req.raw.body, mostBytesOfFile);
    return wireResponse({ end: mustEnd(launch) });
  });

  app.post(`${launchesPath}/exit`, async (request) => {
    const launch = claimedLaunch(service, request);
    const report = readReport(await readBody(service, request, jsonObject));
    service.launches.report(launch.id, report);
    return wireResponse({});
  });
}

function readReport(body: JsonObject): LaunchReport {
  const [code, neverRan] = [body.get('code'), body.get('neverRan')];
  if (typeof code === 'number' && Number.isInteger(code) && code >= 0 && code <= 255) return { kind: 'exited', code };
  if (typeof neverRan === 'string' && neverRan !== '') return { kind: 'never-ran', reason: neverRan.slice(0, 2000) };
  throw new RequestRefusal(400, 'A report has a code from 0 to 255, or a text neverRan.');
}

/** The launch that the request's bearer has claimed, whatever has become of it. @throws RequestRefusal with 401 */
function claimedLaunch({ launches }: ServiceContext, request: RequestContext): StoredLaunch {
  const launch = launches.claimedBy(pathPart(request, 'launch'), bearerOf(request));
  if (launch === undefined) throw new RequestRefusal(401, 'This launch was not claimed by who asks.', 'Unauthorized');
  return launch;
}

/** Whether what still runs of a launch is to be ended. */
function mustEnd({ state, isToEnd }: StoredLaunch): boolean {
  return isToEnd || state === 'lost';
}

function bearerOf({ req }: RequestContext): string {
  const code = /^Bearer +(\S+)$/i.exec(req.header('authorization') ?? '')?.[1];
  if (code === undefined) throw new RequestRefusal(401, 'The request has no code.', 'Unauthorized');
  return code;
}

function refused(reason: LaunchRefusal): RequestRefusal {
  const status = reason === 'WrongCode' || reason === 'LaunchUnknown' ? 401 : 409;
  return new RequestRefusal(status, refusalMessages[reason], reason);
}
