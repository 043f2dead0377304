import type { PrimaryMetricGoal } from '@hyperdrive-run/core';
import {
  type LeadingChildDto,
  type LeadingChildrenRequestDto,
  leadingChildrenRequestSchema,
} from '@hyperdrive-run/transport/wire';
import type { ChildMetric } from '../../storage/metrics/child-metric.js';
import type { LeadingChildrenQuery } from '../../storage/metrics/leading-children.js';
import type { RunFilter } from '../../storage/runs/run-query.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { requireWorkspaceRead } from '../access/permissions.js';
import { requestedRun, workspaceOf } from '../access/request-scope.js';
import { listResponse } from '../http/list-response.js';
import { readBody } from '../http/read-request.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { doInTurns } from '../http/turns.js';
import type { Written } from '../http/written.js';
import { localPath, workspacePath } from '../route-paths.js';
import { runToDto } from '../runs/run-to-dto.js';
import type { ServiceApp, ServiceContext } from '../service-context.js';
import { childMetricToDto } from './child-metric-routes.js';

const goals: readonly PrimaryMetricGoal[] = ['maximize', 'minimize'];

/** The children of a run among which the first of each status are by a metric, with how many there are of each. */
export function addLeadingChildrenRoutes(app: ServiceApp, service: ServiceContext): void {
  app.post(`${localPath}${workspacePath}/runs/:run/children/leading`, async (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    const body = await readBody(service, request, leadingChildrenRequestSchema);
    const query = toQuery(body);
    const parent = requestedRun(service, request);
    const { byStatus, withTag } = await doInTurns(
      service.store.countChildren(parent, { apartWithTag: body.apartWithTag }),
    );
    // Those with the tag may not be what their status says: then nobody leads for sure.
    const ids = withTag > 0 ? undefined : await doInTurns(service.store.findLeadingChildren(parent, query));
    const before = {
      isComplete: ids !== undefined,
      statuses: [...byStatus].map(([status, count]) => ({ status, count })),
    };
    return listResponse({ before, name: 'value', items: childrenOf(service, parent, query, ids ?? []) });
  });
}

function toQuery({ name, goal, top }: LeadingChildrenRequestDto): LeadingChildrenQuery {
  const knownGoal = goals.find((known) => known === goal);
  if (knownGoal === undefined) throw new RequestRefusal(400, 'goal takes maximize or minimize.');
  if (!Number.isSafeInteger(top) || top < 1) throw new RequestRefusal(400, 'top takes an integer of at least 1.');
  return { name, goal: knownGoal, top };
}

/** In the order of a listing. */
function* childrenOf(
  service: ServiceContext,
  parent: StoredRun,
  { name, goal }: LeadingChildrenQuery,
  runIds: readonly string[],
): Iterable<Written<LeadingChildDto> | undefined> {
  if (runIds.length === 0) return;
  const metrics = new Map<string, ChildMetric>();
  for (const child of service.store.readChildMetrics(parent, { name, goal, scope: 'best', runIds })) {
    if (child !== undefined) metrics.set(child.runId, child);
    yield undefined;
  }
  const { experimentName: _, ...scope } = parent.scope;
  const { runs } = service.store.listRuns({
    scope,
    parentRunId: parent.runId,
    filter: { kind: 'or', of: runIds.map(isRun) },
    pageSize: runIds.length,
  });
  for (const run of runs) {
    const metric = metrics.get(run.runId);
    if (metric !== undefined) yield { ...childMetricToDto(metric), run: runToDto(run) };
  }
}

function isRun(value: string): RunFilter {
  return { kind: 'compare', field: { kind: 'run', name: 'runId' }, operator: 'eq', value };
}
