import { isJsonArray, parseJson } from '@hyperdrive-run/core/json';
import { type MetricQueryEntryDto, runQuerySchema } from '@hyperdrive-run/transport/wire';
import type { StoredMetric, StoredMetricRow } from '../../storage/metrics/stored-metric.js';
import type { RunFilter } from '../../storage/runs/run-query.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { requireWorkspaceRead } from '../access/permissions.js';
import { isInPath, workspaceOf } from '../access/request-scope.js';
import { listResponse } from '../http/list-response.js';
import { readBody } from '../http/read-request.js';
import { RequestRefusal } from '../http/request-refusal.js';
import type { Written } from '../http/written.js';
import { experimentPaths, withEnding } from '../route-paths.js';
import { parseRunFilter } from '../runs/parse-run-filter.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';
import { readRowsInParts } from './read-rows-in-parts.js';

/** Where a page ended: after this row of this metric of this run. */
interface QueryPosition {
  readonly runId: string;
  readonly name: string;
  readonly sequence: number;
}

/**
 * The older call for the values of many runs. Its filter names runs and metrics only: `RunId eq a and Name eq b`. The
 * order is that of the runs in the filter, then of their metrics, then of their rows.
 */
export function addMetricQueryRoutes(app: ServiceApp, service: ServiceContext): void {
  app.on('POST', withEnding(experimentPaths, '/metrics:query'), async (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    const body = await readBody(service, request, runQuerySchema);
    const filter = parseRunFilter(body.filter ?? '');
    const limit = Math.min(checkedTop(body.top) ?? service.limits.metricRowsPerPage, service.limits.metricRowsPerPage);
    let position = body.continuationToken === undefined ? undefined : readPosition(body.continuationToken);
    let count = 0;
    let last: QueryPosition | undefined;
    const items = function* (): Iterable<Written<MetricQueryEntryDto>> {
      for (const { run, metric } of metricsNamedIn(filter, service, request)) {
        if (position !== undefined && (position.runId !== run.runId || position.name !== metric.name)) continue;
        const query = { afterSequence: position?.sequence, limit: limit + 1 - count };
        position = undefined;
        for (const row of readRowsInParts(service.store, run, metric.name, query)) {
          count += 1;
          if (count > limit) return;
          last = { runId: run.runId, name: metric.name, sequence: row.sequence };
          yield rowToDto(run, metric, row);
        }
      }
    };
    return listResponse({
      name: 'value',
      items: items(),
      after: () => ({ continuationToken: count > limit && last !== undefined ? writePosition(last) : null }),
    });
  });
}

function* metricsNamedIn(
  filter: RunFilter,
  service: ServiceContext,
  request: RequestContext,
): Iterable<{ readonly run: StoredRun; readonly metric: StoredMetric }> {
  const runIds = new Set(runIdsIn(filter));
  if (runIds.size === 0) throw new RequestRefusal(400, 'The filter of metrics:query must name runs: RunId eq "x".');
  for (const runId of runIds) {
    const run = service.store.getRun({ scope: workspaceOf(request), runId });
    if (run === undefined || !isInPath(run.scope, request)) continue;
    for (const metric of service.store.listMetrics(run)) {
      if (matches(filter, runId, metric.name)) yield { run, metric };
    }
  }
}

function runIdsIn(filter: RunFilter): readonly string[] {
  if (filter.kind !== 'compare') return filter.of.flatMap(runIdsIn);
  const isRunId = filter.field.kind === 'run' && filter.field.name === 'runId' && filter.operator === 'eq';
  return isRunId && typeof filter.value === 'string' ? [filter.value] : [];
}

function matches(filter: RunFilter, runId: string, metricName: string): boolean {
  if (filter.kind !== 'compare') {
    const check = (part: RunFilter): boolean => matches(part, runId, metricName);
    return filter.kind === 'and' ? filter.of.every(check) : filter.of.some(check);
  }
  const { field, operator, value } = filter;
  const isKnown = field.kind === 'run' && (field.name === 'runId' || field.name === 'name');
  if (!isKnown || (operator !== 'eq' && operator !== 'ne')) {
    throw new RequestRefusal(400, 'The filter of metrics:query takes RunId and Name, with eq and ne.');
  }
  return ((field.name === 'runId' ? runId : metricName) === value) === (operator === 'eq');
}

function rowToDto(run: StoredRun, metric: StoredMetric, row: StoredMetricRow): Written<MetricQueryEntryDto> {
  return {
    runId: run.runId,
    metricId: row.metricId,
    metricType: metric.metricType,
    createdUtc: row.time.toISOString(),
    name: metric.name,
    step: row.step ?? null,
    cells: [row.data],
    schema: { properties: [...metric.columns].map(([name, type]) => ({ propertyId: name, name, type })) },
  };
}

function checkedTop(top: number | undefined): number | undefined {
  if (top !== undefined && (!Number.isSafeInteger(top) || top < 1)) {
    throw new RequestRefusal(400, 'top takes an integer of at least 1.');
  }
  return top;
}

function writePosition({ runId, name, sequence }: QueryPosition): string {
  return Buffer.from(JSON.stringify([runId, name, sequence])).toString('base64url');
}

function readPosition(token: string): QueryPosition {
  try {
    const value = parseJson(Buffer.from(token, 'base64url').toString('utf8'));
    const [runId, name, sequence] = isJsonArray(value) ? value : [];
    if (typeof runId === 'string' && typeof name === 'string' && typeof sequence === 'number') {
      return { runId, name, sequence };
    }
  } catch {
    // Refused below, as whatever else is no token.
  }
  throw new RequestRefusal(400, 'continuationToken takes the token that the page before returned.');
}
