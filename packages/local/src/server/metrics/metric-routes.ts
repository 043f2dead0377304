import {
  dataContainerIdOf,
  jsonObject,
  type MetricDto,
  type MetricListDto,
  type MetricRowDto,
  metricListRequestSchema,
  metricRequestSchema,
} from '@hyperdrive-run/transport/wire';
import type { StoredMetricRow } from '../../storage/metrics/stored-metric.js';
import { requireRunWrite, requireWorkspaceRead } from '../access/permissions.js';
import { requestedRun, runKeyOf, workspaceOf } from '../access/request-scope.js';
import { listResponse } from '../http/list-response.js';
import { readBody, readTime } from '../http/read-request.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { wireResponse } from '../http/wire-response.js';
import type { Written } from '../http/written.js';
import { workspacePath } from '../route-paths.js';
import type { ServiceApp, ServiceContext } from '../service-context.js';
import { readMetricBatch } from './metric-batch.js';
import { metricRowToDto } from './metric-row-to-dto.js';
import { createMetricWriter } from './metric-writer.js';
import { readRowsInParts } from './read-rows-in-parts.js';

const runPath = `/metric/v2.0${workspacePath}/runs/:run` as const;

/** The metrics of one run: their names, the rows of one, and logging. */
export function addMetricRoutes(app: ServiceApp, service: ServiceContext): void {
  const writer = createMetricWriter(service.store, service.writes);
  app.post(`${runPath}/list`, async (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    const body = await readBody(service, request, metricListRequestSchema);
    const metrics = service.store.listMetrics(requestedRun(service, request));
    const start = readOffset(body.continuationToken);
    const end = start + service.limits.metricNamesPerPage;
    const page: Written<MetricListDto> = {
      value: metrics.slice(start, end).map(({ name, columns }) => ({ metricKey: { namespace: '', name }, columns })),
      continuationToken: end < metrics.length ? String(end) : null,
    };
    return wireResponse(page);
  });

  app.post(`${runPath}/full`, async (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    const body = await readBody(service, request, metricRequestSchema);
    const run = requestedRun(service, request);
    const metric = service.store.getMetric(run, body.metricName);
    if (metric === undefined) {
      throw new RequestRefusal(404, `Run ${run.runId} never logged a metric ${JSON.stringify(body.metricName)}.`);
    }
    const limit = service.limits.metricRowsPerPage;
    const query = {
      afterSequence: body.continuationToken === undefined ? undefined : readOffset(body.continuationToken),
      startTime: body.startTime === undefined ? undefined : readTime(body.startTime, 'startTime'),
      endTime: body.endTime === undefined ? undefined : readTime(body.endTime, 'endTime'),
    };
    let count = 0;
    let last: StoredMetricRow | undefined;
    const items = function* (): Iterable<Written<MetricRowDto>> {
      for (const row of readRowsInParts(service.store, run, metric.name, { ...query, limit: limit + 1 })) {
        count += 1;
        if (count > limit) return;
        last = row;
        yield metricRowToDto(row, metric);
      }
    };
    return listResponse({
      before: {
        dataContainerId: dataContainerIdOf(run.runId),
        name: metric.name,
        columns: metric.columns,
      } satisfies Written<Omit<MetricDto, 'value'>>,
      name: 'value',
      items: items(),
      after: () =>
        ({
          continuationToken: count > limit && last !== undefined ? String(last.sequence) : null,
          properties: { uxMetricType: metric.metricType },
        }) satisfies Written<Omit<MetricDto, 'value'>>,
    });
  });

  app.post(`${runPath}/batch`, async (request) => {
    const key = runKeyOf(request);
    requireRunWrite(service, request, key);
    const batch = await readBody(service, request, jsonObject, 'rows');
    await writer.append(key, await readMetricBatch(batch, service.now));
    return wireResponse({});
  });
}

function readOffset(token: string | undefined): number {
  const offset = Number(token ?? 0);
  if (!Number.isSafeInteger(offset) || offset < 0 || token === '') {
    throw new RequestRefusal(400, 'continuationToken takes the token that the page before returned.');
  }
  return offset;
}
