import { requireWorkspaceRead } from '../../access/permissions.js';
import { workspaceOf } from '../../access/request-scope.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import { wireResponse } from '../../http/wire-response.js';
import type { ServiceApp, ServiceContext } from '../../service-context.js';
import { mlflowApiPath } from '../mlflow-paths.js';
import { numberOf, pageSizeOf, queryOf, readMlflowBody, textOf, textsOf } from '../mlflow-request.js';
import type { ExperimentDirectory } from './experiment-directory.js';
import { experimentToMlflow } from './experiment-to-mlflow.js';
import { searchExperiments } from './search-experiments.js';

/** Lists the experiments that match a filter, page by page. */
export function addMlflowExperimentSearchRoute(
  app: ServiceApp,
  service: ServiceContext,
  experiments: ExperimentDirectory,
): void {
  app.on(['GET', 'POST'], `${mlflowApiPath}/experiments/search`, async (request) => {
    const workspace = workspaceOf(request);
    requireWorkspaceRead(request, workspace);
    const body = request.req.method === 'GET' ? queryOf(request) : await readMlflowBody(service, request);
    const most = numberOf(body, 'max_results');
    if (most === 0) throw new RequestRefusal(400, "Invalid value for parameter 'max_results': it takes 1 or more.");
    const view = textOf(body, 'view_type') ?? 'ACTIVE_ONLY';
    const orderBy = request.req.method === 'GET' ? (request.req.queries('order_by') ?? []) : textsOf(body, 'order_by');
    const all = view === 'DELETED_ONLY' ? [] : experiments.list(workspace);
    const found = searchExperiments(all, textOf(body, 'filter') ?? '', orderBy);
    const first = Number(textOf(body, 'page_token') ?? 0);
    if (!Number.isSafeInteger(first) || first < 0) throw new RequestRefusal(400, "Invalid value for 'page_token'.");
    const end = first + pageSizeOf(most, service.limits.runsPerPage);
    return wireResponse({
      experiments: found.slice(first, end).map(experimentToMlflow),
      next_page_token: end < found.length ? String(end) : undefined,
    });
  });
}
