import type { PrimaryMetricGoal } from '@hyperdrive-run/core';
import {
  type ChildMetricDto,
  type ChildMetricsRequestDto,
  childMetricsRequestSchema,
} from '@hyperdrive-run/transport/wire';
import type { ChildMetric, ChildMetricsQuery } from '../../storage/metrics/child-metric.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { requireWorkspaceRead } from '../access/permissions.js';
import { requestedRun, workspaceOf } from '../access/request-scope.js';
import { listResponse } from '../http/list-response.js';
import { readBody, requireFew } from '../http/read-request.js';
import { RequestRefusal } from '../http/request-refusal.js';
import type { Written } from '../http/written.js';
import { localPath, workspacePath } from '../route-paths.js';
import type { ServiceApp, ServiceContext } from '../service-context.js';
import { metricRowToDto } from './metric-row-to-dto.js';

const goals: readonly PrimaryMetricGoal[] = ['maximize', 'minimize'];
const scopes = ['best', 'last'] as const;

/** A metric of all children of a run: of each the rows among which the one is that stands for it. */
export function addChildMetricRoutes(app: ServiceApp, service: ServiceContext): void {
  app.post(`${localPath}${workspacePath}/runs/:run/children/metrics`, async (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    const query = toQuery(await readBody(service, request, childMetricsRequestSchema));
    const parent = requestedRun(service, request);
    return listResponse({ name: 'value', items: childrenOf(service, parent, query) });
  });
}

function toQuery({ name, goal, scope, runIds }: ChildMetricsRequestDto): ChildMetricsQuery {
  const knownGoal = goals.find((known) => known === goal);
  const knownScope = scopes.find((known) => known === scope);
  if (knownGoal === undefined) throw new RequestRefusal(400, 'goal takes maximize or minimize.');
  if (knownScope === undefined) throw new RequestRefusal(400, 'scope takes best or last.');
  if (runIds !== undefined) requireFew(runIds, 'run ids');
  return { name, goal: knownGoal, scope: knownScope, runIds };
}

/** Read as they are written: between two statements other requests get their turn. */
function* childrenOf(
  service: ServiceContext,
  parent: StoredRun,
  query: ChildMetricsQuery,
): Iterable<Written<ChildMetricDto> | undefined> {
  for (const child of service.store.readChildMetrics(parent, query)) {
    yield child && childMetricToDto(child);
  }
}

/** A child as the call returns it. */
export function childMetricToDto({ runId, metric, rows }: ChildMetric): Written<ChildMetricDto> {
  if (metric === undefined) return { runId, metric: null, positions: [] };
  const { name, columns, metricType } = metric;
  const value = rows.map((row) => metricRowToDto(row, metric));
  const properties = { uxMetricType: metricType };
  return { runId, metric: { name, columns, value, properties }, positions: rows.map(({ position }) => position) };
}
