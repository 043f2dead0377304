import { runArtifactOrigin } from '@hyperdrive-run/transport/wire';
import type { RunKey } from '../../storage/run-key.js';
import { guardToken } from '../access/guards.js';
import { requireWorkspaceRead } from '../access/permissions.js';
import { pathPart, workspaceOf } from '../access/request-scope.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { workspacePath } from '../route-paths.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';
import { fileResponse } from './file-response.js';

const path =
  `/artifact/v2.0${workspacePath}/artifacts/content/${runArtifactOrigin}/:container/:path{[\\s\\S]+}` as const;

/** The bytes of a file, with the service's token or with the signature of its address. */
export function addFileContentRoute(app: ServiceApp, service: ServiceContext): void {
  const withToken = guardToken(service);

  app.get(
    path,
    async (request, next) => {
      const signature = request.req.query('sig');
      const file = { key: runOfContainer(request), path: pathPart(request, 'path') };
      if (signature === undefined) return withToken(request, next);
      if (!(await service.auth.isFileSignature(signature, file.key, file.path))) {
        throw new RequestRefusal(403, 'The address of the file is expired or was changed.', 'Forbidden');
      }
      return next();
    },
    async (request) => {
      const key = runOfContainer(request);
      if (request.req.query('sig') === undefined) requireWorkspaceRead(request, key.scope);
      const name = pathPart(request, 'path');
      return fileResponse(service, key, name);
    },
  );
}

/** What the container of a run's files is called, before the run's id. */
const containerPrefix = 'dcid.';

/** The run whose files are in a container: `dcid.<run>`. */
export function runOfContainer(request: RequestContext): RunKey {
  const container = pathPart(request, 'container');
  if (!container.startsWith(containerPrefix) || container === containerPrefix) {
    throw new RequestRefusal(
      404,
      `There is no container ${JSON.stringify(container)}: they are called ${containerPrefix}<run id>.`,
    );
  }
  return { scope: workspaceOf(request), runId: container.slice(containerPrefix.length) };
}
