import type { JsonValue } from '@hyperdrive-run/core/json';
import {
  type MetricColumnsDto,
  type RunColumnsDto,
  type RunColumnsRequestDto,
  runColumnsRequestSchema,
} from '@hyperdrive-run/transport/wire';
import type { StoredMetric, StoredMetricRow } from '../../storage/metrics/stored-metric.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { requireWorkspaceRead } from '../access/permissions.js';
import { workspaceOf } from '../access/request-scope.js';
import { listResponse } from '../http/list-response.js';
import { readBody, requireFew } from '../http/read-request.js';
import type { Written } from '../http/written.js';
import { localPath, workspacePath } from '../route-paths.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';

/** Rows in one response, as a multiple of those of a page of one metric: some megabytes. */
const pagesOfResponse = 10;

/** All that several runs logged, column by column. Runs that would make the response too long are left out of it. */
export function addRunColumnsRoutes(app: ServiceApp, service: ServiceContext): void {
  app.post(`${localPath}${workspacePath}/metrics`, async (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    const asked = await readBody(service, request, runColumnsRequestSchema);
    requireFew(asked.runIds, 'run ids');
    return listResponse({ name: 'value', items: runsOf(service, request, asked) });
  });
}

function* runsOf(
  service: ServiceContext,
  request: RequestContext,
  { runIds, names }: RunColumnsRequestDto,
): Iterable<Written<RunColumnsDto>> {
  let room = service.limits.metricRowsPerPage * pagesOfResponse;
  const wanted = names === undefined ? undefined : new Set(names);
  for (const runId of new Set(runIds)) {
    const run = service.store.getRun({ scope: workspaceOf(request), runId });
    if (run === undefined) continue;
    const metrics = columnsOf(service, run, wanted, room);
    if (metrics === undefined) continue;
    for (const { times } of metrics) room -= times.length;
    yield { runId, metrics };
  }
}

/** `undefined` where there are more rows than there is room for. */
function columnsOf(
  { store }: ServiceContext,
  run: StoredRun,
  wanted: ReadonlySet<string> | undefined,
  room: number,
): readonly Written<MetricColumnsDto>[] | undefined {
  const metrics: Written<MetricColumnsDto>[] = [];
  let left = room;
  for (const metric of store.listMetrics(run)) {
    if (wanted?.has(metric.name) === false) continue;
    const rows = store.readMetricRows(run, metric.name, { limit: left + 1 });
    left -= rows.length;
    if (left < 0) return undefined;
    metrics.push(toDto(metric, rows));
  }
  return metrics;
}

function toDto(
  { name, metricType, columns }: StoredMetric,
  rows: readonly StoredMetricRow[],
): Written<MetricColumnsDto> {
  const all = new Set(columns.keys());
  for (const { data } of rows) for (const column of data.keys()) all.add(column);
  const cells = new Map<string, readonly JsonValue[]>();
  for (const column of all)
    cells.set(
      column,
      rows.map(({ data }) => data.get(column) ?? null),
    );
  return {
    name,
    metricType,
    columns,
    times: rows.map(({ time }) => time.toISOString()),
    steps: rows.map(({ step }) => step ?? null),
    cells,
  };
}
