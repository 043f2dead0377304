import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { jsonObject } from '@hyperdrive-run/transport/wire';
import { type PruneOptions, pruneRuns } from '../upkeep/prune-runs.js';
import { measureUsage } from '../upkeep/service-usage.js';
import { requireServiceToken } from './access/permissions.js';
import { readBody } from './http/read-request.js';
import { RequestRefusal } from './http/request-refusal.js';
import { wireResponse } from './http/wire-response.js';
import { localPath } from './route-paths.js';
import type { ServiceApp, ServiceContext } from './service-context.js';

/** What the service keeps, and removing what is not needed any more. */
export function addUpkeepRoutes(app: ServiceApp, service: ServiceContext): void {
  /** One prune at a time: two would be in each other's way. */
  let isPruning = false;

  app.get(`${localPath}/usage`, async (request) => {
    requireServiceToken(request, 'see what the service keeps');
    return wireResponse({ ...(await measureUsage(service.folder, service.store)) });
  });

  app.post(`${localPath}/prune`, async (request) => {
    requireServiceToken(request, 'delete runs');
    const options = readOptions(await readBody(service, request, jsonObject));
    if (service.isServedElsewhere()) {
      throw new RequestRefusal(409, 'Another process runs the sweeps of this folder: ask the service that listens.');
    }
    if (isPruning) throw new RequestRefusal(409, 'Another prune is at work; try again when it is done.');
    isPruning = true;
    try {
      const { pruned, databaseBytes } = await pruneRuns(service, options);
      return wireResponse({
        pruned: pruned.map((run) => ({ ...run, endTime: run.endTime?.toISOString() ?? null })),
        databaseBytes,
      });
    } finally {
      isPruning = false;
    }
  });
}

/** What goes for good is asked for letter by letter: an option that is not known, or wrong, is refused. */
function readOptions(body: JsonObject): PruneOptions {
  const known = ['olderThanSeconds', 'keep', 'outputsOnly', 'dryRun'];
  for (const name of body.keys()) {
    if (!known.includes(name)) throw new RequestRefusal(400, `A prune takes ${known.join(', ')}, but not ${name}.`);
  }
  const seconds = readNumber(body, 'olderThanSeconds');
  const keep = readNumber(body, 'keep');
  if (seconds === undefined && keep === undefined) {
    throw new RequestRefusal(400, 'A prune needs olderThanSeconds or keep: which runs are to go?');
  }
  return {
    olderThanMs: seconds === undefined ? undefined : seconds * 1000,
    keep,
    outputsOnly: readFlag(body, 'outputsOnly'),
    dryRun: readFlag(body, 'dryRun'),
  };
}

function readNumber(body: JsonObject, name: string): number | undefined {
  const value: JsonValue = body.get(name) ?? null;
  if (value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new RequestRefusal(400, `${name} must be a whole number of at least 0.`);
}

function readFlag(body: JsonObject, name: string): boolean {
  const value: JsonValue = body.get(name) ?? false;
  if (typeof value === 'boolean') return value;
  throw new RequestRefusal(400, `${name} must be true or false.`);
}
