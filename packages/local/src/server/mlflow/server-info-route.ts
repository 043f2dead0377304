import { requireWorkspaceRead } from '../access/permissions.js';
import { workspaceOf } from '../access/request-scope.js';
import { wireResponse } from '../http/wire-response.js';
import type { ServiceApp } from '../service-context.js';
import { mlflowTrackingPath } from './mlflow-paths.js';

/** Reports what the server can do. */
export function addMlflowServerInfoRoute(app: ServiceApp): void {
  // Asked before files are sent or fetched: they come in one piece, through this service.
  app.get(`${mlflowTrackingPath}/api/3.0/mlflow/server-info`, (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    return wireResponse({
      store_type: 'SqlStore',
      workspaces_enabled: false,
      trace_archival_enabled: false,
      multipart_uploads_enabled: false,
      multipart_downloads_enabled: false,
    });
  });
}
