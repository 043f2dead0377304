import { type ChildCountsDto, childCountsRequestSchema } from '@hyperdrive-run/transport/wire';
import { requireWorkspaceRead } from '../access/permissions.js';
import { requestedRun, workspaceOf } from '../access/request-scope.js';
import { readBody, requireFew } from '../http/read-request.js';
import { doInTurns } from '../http/turns.js';
import { wireResponse } from '../http/wire-response.js';
import type { Written } from '../http/written.js';
import { localPath, workspacePath } from '../route-paths.js';
import type { ServiceApp, ServiceContext } from '../service-context.js';

/** How many children of a run there are in each status. */
export function addChildCountRoutes(app: ServiceApp, service: ServiceContext): void {
  app.post(`${localPath}${workspacePath}/runs/:run/children/count`, async (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    const query = await readBody(service, request, childCountsRequestSchema);
    if (query.except !== undefined) requireFew(query.except, 'run ids');
    const { byStatus, withTag } = await doInTurns(service.store.countChildren(requestedRun(service, request), query));
    const value = [...byStatus].map(([status, count]) => ({ status, count }));
    return wireResponse({ value, withTag } satisfies Written<ChildCountsDto>);
  });
}
