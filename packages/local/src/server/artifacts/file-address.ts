import { dataContainerIdOf, runArtifactOrigin } from '@hyperdrive-run/transport/wire';
import type { RunKey } from '../../storage/run-key.js';
import type { RequestContext, ServiceContext } from '../service-context.js';

/** The path of a file's content, as the artifact service has it. */
function fileContentPath(key: RunKey, path: string): string {
  const { subscriptionId, resourceGroup, workspaceName } = key.scope;
  const segments = [
    'artifact/v2.0/subscriptions',
    encodeURIComponent(subscriptionId),
    'resourceGroups',
    encodeURIComponent(resourceGroup),
    'providers/Microsoft.MachineLearningServices/workspaces',
    encodeURIComponent(workspaceName),
    'artifacts/content',
    runArtifactOrigin,
    encodeURIComponent(dataContainerIdOf(key.runId)),
    ...path.split('/').map((part) => encodeURIComponent(part)),
  ];
  return `/${segments.join('/')}`;
}

/** A signed address under which a file can be read for an hour without a token, at the address that was asked. */
export async function fileAddress(
  service: ServiceContext,
  request: RequestContext,
  key: RunKey,
  path: string,
): Promise<string> {
  const address = new URL(fileContentPath(key, path), request.req.url);
  address.searchParams.set('sig', await service.auth.signFile(key, path));
  return address.href;
}
