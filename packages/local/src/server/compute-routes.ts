import { isJsonObject, type JsonObject } from '@hyperdrive-run/core/json';
import { jsonObject } from '@hyperdrive-run/transport/wire';
import { computeToJson } from '../engine/runners/computes/compute.js';
import { reportToJson } from '../engine/runners/computes/compute-report.js';
import { requireServiceToken } from './access/permissions.js';
import { readBody } from './http/read-request.js';
import { RequestRefusal } from './http/request-refusal.js';
import { wireResponse } from './http/wire-response.js';
import { localPath } from './route-paths.js';
import type { ServiceApp, ServiceContext } from './service-context.js';

/** The computes beyond this machine: which there are, adding, removing and looking at them. No response contains a token. */
export function addComputeRoutes(app: ServiceApp, service: ServiceContext): void {
  const { computes } = service;

  app.get(`${localPath}/computes`, (request) => {
    requireServiceToken(request, 'see the computes');
    return wireResponse({ computes: computes.list().map(computeToJson) });
  });

  app.post(`${localPath}/computes`, async (request) => {
    requireServiceToken(request, 'add a compute');
    const { compute, token } = readAddition(await readBody(service, request, jsonObject));
    requireOwnFolder(service);
    return wireResponse(computeToJson(computes.add(compute, token)), 201);
  });

  app.post(`${localPath}/computes/:name/remove`, (request) => {
    requireServiceToken(request, 'remove a compute');
    requireOwnFolder(service);
    return wireResponse(computeToJson(computes.remove(request.req.param('name'))));
  });

  app.post(`${localPath}/computes/:name/check`, async (request) => {
    requireServiceToken(request, 'look at a compute');
    requireOwnFolder(service);
    const report = await computes.check(request.req.param('name'), { signal: request.req.raw.signal });
    return wireResponse(reportToJson(report));
  });
}

/** A token goes beside the compute, so that nothing which is shown contains it. */
function readAddition(body: JsonObject): { readonly compute: JsonObject; readonly token: string | undefined } {
  const compute = body.get('compute');
  const token = body.get('token');
  if (!isJsonObject(compute))
    throw new RequestRefusal(400, 'A compute is added as {"compute": {...}, "token": "..."}.');
  if (token === undefined) return { compute, token };
  if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)) return { compute, token };
  throw new RequestRefusal(400, 'A token is text of visible ASCII characters, without blanks.');
}

function requireOwnFolder(service: ServiceContext): void {
  if (!service.isServedElsewhere()) return;
  throw new RequestRefusal(409, 'Another process runs the sweeps of this folder: ask the service that listens.');
}
