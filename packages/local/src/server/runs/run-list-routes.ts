import { manyRunsOffers, type RunDto, runQuerySchema } from '@hyperdrive-run/transport/wire';
import type { RunPage, RunQuery } from '../../storage/runs/run-query.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import { requireWorkspaceRead } from '../access/permissions.js';
import { requestedRun, workspaceOf } from '../access/request-scope.js';
import { listResponse } from '../http/list-response.js';
import { readBody } from '../http/read-request.js';
import { RequestRefusal } from '../http/request-refusal.js';
import type { Written } from '../http/written.js';
import { experimentPaths, runPaths, withEnding } from '../route-paths.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';
import { parseRunFilter } from './parse-run-filter.js';
import { parseRunOrder } from './parse-run-order.js';
import { runToDto } from './run-to-dto.js';

/** What a client asks of a listing, in a query or in a body. */
interface ListingRequest {
  readonly filter?: string | undefined;
  readonly orderBy?: string | undefined;
  readonly top?: number | undefined;
  readonly continuationToken?: string | undefined;
}

/** Pages of runs: the children of one, or what a filter finds. */
export function addRunListRoutes(app: ServiceApp, service: ServiceContext): void {
  app.on('GET', withEnding(runPaths, '/children'), async (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    const { scope, runId } = requestedRun(service, request);
    const { experimentName: _, ...workspace } = scope;
    const asked = listingInQuery(request);
    const { runs, continuationToken } = listPage(service, { ...asked, scope: workspace, parentRunId: runId });
    const next = continuationToken === undefined ? null : nextLink(request, continuationToken);
    return pageResponse(runs, continuationToken, next);
  });

  app.on('POST', withEnding(experimentPaths, '/runs:query'), async (request) => {
    const workspace = workspaceOf(request);
    requireWorkspaceRead(request, workspace);
    const body = await readBody(service, request, runQuerySchema);
    const experimentName = request.req.param('experiment') ?? experimentNameById(service, request);
    const scope = experimentName === undefined ? workspace : { ...workspace, experimentName };
    const { runs, continuationToken } = listPage(service, { ...body, orderBy: body.orderby ?? body.orderBy, scope });
    return pageResponse(runs, continuationToken, null);
  });
}

function listPage(service: ServiceContext, asked: ListingRequest & Pick<RunQuery, 'scope' | 'parentRunId'>): RunPage {
  return service.store.listRuns({
    scope: asked.scope,
    parentRunId: asked.parentRunId,
    filter: asked.filter === undefined ? undefined : parseRunFilter(asked.filter),
    order: asked.orderBy === undefined ? undefined : parseRunOrder(asked.orderBy),
    pageSize: pageSize(asked.top, service.limits.runsPerPage),
    continuationToken: asked.continuationToken,
  });
}

/** What a client may ask about the listed runs at once, besides the protocol. */
const offers = Object.values(manyRunsOffers);

function pageResponse(
  runs: readonly StoredRun[],
  continuationToken: string | undefined,
  link: string | null,
): Promise<Response> {
  const items = function* (): Iterable<Written<RunDto>> {
    for (const run of runs) yield runToDto(run);
  };
  const after = { continuationToken: continuationToken ?? null, nextLink: link, offers };
  return listResponse({ name: 'value', items: items(), after: () => after });
}

function listingInQuery({ req }: RequestContext): ListingRequest {
  const orderBy = req.query('$orderby');
  const direction = req.query('$sortorder');
  const top = req.query('$top');
  return {
    filter: req.query('$filter'),
    orderBy: orderBy === undefined || direction === undefined ? orderBy : `${orderBy} ${direction}`,
    top: top === undefined ? undefined : Number(top),
    continuationToken: req.query('$continuationToken'),
  };
}

function pageSize(top: number | undefined, most: number): number {
  if (top === undefined) return most;
  if (!Number.isSafeInteger(top) || top < 1) throw new RequestRefusal(400, '$top takes an integer of at least 1.');
  return Math.min(top, most);
}

function nextLink(request: RequestContext, continuationToken: string): string {
  const address = new URL(request.req.url);
  address.searchParams.set('$continuationToken', continuationToken);
  return address.href;
}

/** An experiment's id is made from its name: the name is that of a run whose experiment has the id. */
function experimentNameById(service: ServiceContext, request: RequestContext): string | undefined {
  const id = request.req.param('experimentId');
  if (id === undefined) return undefined;
  const name = service.store
    .experimentNames(workspaceOf(request))
    .find((experimentName) => experimentIdOf({ ...workspaceOf(request), experimentName }) === id);
  if (name === undefined) throw new RequestRefusal(404, `There is no experiment with the id ${id}.`, 'NotFound');
  return name;
}
