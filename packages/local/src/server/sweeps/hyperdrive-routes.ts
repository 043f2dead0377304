import { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { isJsonObject, type JsonObject } from '@hyperdrive-run/core/json';
import type { WireValue } from '@hyperdrive-run/transport/wire';
import { requireServiceToken } from '../access/permissions.js';
import { experimentOf } from '../access/request-scope.js';
import { bodyLimits } from '../http/body-limits.js';
import { readBodyBytes } from '../http/read-body-bytes.js';
import { parseInTurns } from '../http/read-request.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { wireResponse } from '../http/wire-response.js';
import { experimentPath } from '../route-paths.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';

/** Submitting a sweep: a form with the file `config`. The parent's id is the client's where the path names one. */
export function addHyperdriveRoutes(app: ServiceApp, service: ServiceContext): void {
  const base = `/hyperdrive/v1.0${experimentPath}` as const;
  app.on('POST', [`${base}/runs`, `${base}/runs/:run`, `${base}/hdruns/:run`], async (request) => {
    requireServiceToken(request, 'submit sweeps');
    const rawConfig = await readConfig(service, request);
    const scope = experimentOf(request);
    const config = HyperDriveConfig.fromWire(rawConfig);
    await service.engine.requireReady(config, { signal: request.req.raw.signal });
    const run = service.engine.submit({
      scope,
      config,
      rawConfig,
      runId: request.req.param('run'),
      user: textOf(rawConfig, 'user'),
      description: textOf(rawConfig, 'description'),
    });
    const platformConfig = rawConfig.get('platform_config');
    const result = new Map<string, WireValue>([
      ...rawConfig,
      ['hyperdrive_run_id', run.runId],
      ['status', 'RUNNING'],
      [
        'platform_config',
        new Map<string, WireValue>([
          ...(isJsonObject(platformConfig) ? platformConfig : []),
          ['ParentRunId', run.runId],
        ]),
      ],
      ['all_jobs_generated', false],
      ['cancellation_requested', false],
    ]);
    return wireResponse({ code: 201, result }, 201);
  });
}

async function readConfig(service: ServiceContext, request: RequestContext): Promise<JsonObject> {
  const text = await readConfigText(service, request);
  const config = await parseInTurns(text, 'The part config');
  if (!isJsonObject(config)) throw new RequestRefusal(400, 'The part config must be a JSON object.');
  return config;
}

async function readConfigText(service: ServiceContext, request: RequestContext): Promise<string> {
  const bytes = await readBodyBytes(request.req.raw, Math.min(bodyLimits.call, service.limits.bodyBytes));
  const headers = { 'content-type': request.req.header('content-type') ?? '' };
  let part: unknown;
  try {
    part = (await new Response(bytes, { headers }).formData()).get('config');
  } catch {
    throw new RequestRefusal(400, 'A sweep is submitted as multipart/form-data with the part config.');
  }
  if (typeof part === 'string') return part;
  if (part instanceof Blob) return part.text();
  throw new RequestRefusal(400, 'The form has no part config.');
}

function textOf(config: JsonObject, name: string): string | undefined {
  const value = config.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
