import type { Endpoint } from '../../http/requests/endpoint.js';
import { pathSegment, pathSegments } from '../../http/requests/path-segment.js';
import { dataContainerIdOf, runArtifactOrigin } from '../wire/constants.js';

function container(runId: string): string {
  return `${runArtifactOrigin}/${pathSegment(dataContainerIdOf(runId), 'runId')}`;
}

function reading(path: string, runId: string, subject: string, continuationToken?: string): Endpoint {
  const query = continuationToken === undefined ? undefined : new Map([['continuationToken', continuationToken]]);
  return { method: 'GET', path, query, isSafeToRepeat: true, subject, runId };
}

function fileSubject(runId: string, name: string): string {
  return `file ${JSON.stringify(name)} of run ${JSON.stringify(runId)}`;
}

/** Lists a run's files. */
export function listFilesEndpoint(workspace: string, runId: string, continuationToken?: string): Endpoint {
  const path = `/artifact/v2.0/${workspace}/artifacts/${container(runId)}`;
  return reading(path, runId, `run ${JSON.stringify(runId)}`, continuationToken);
}

/** Lists the files of one of a run's folders, such as `user_logs`. */
export function listFolderEndpoint(
  workspace: string,
  runId: string,
  folder: string,
  continuationToken?: string,
): Endpoint {
  const path = `/artifact/v2.0/${workspace}/artifacts/prefix/contentinfo/${container(runId)}/${pathSegments(folder, 'folder')}`;
  return reading(path, runId, `folder ${JSON.stringify(folder)} of run ${JSON.stringify(runId)}`, continuationToken);
}

/** Asks for the signed address at which a file's bytes are. */
export function contentInfoEndpoint(workspace: string, runId: string, name: string): Endpoint {
  const path = `/artifact/v2.0/${workspace}/artifacts/contentinfo/${container(runId)}/${pathSegments(name, 'name')}`;
  return reading(path, runId, fileSubject(runId, name));
}

/** Asks the service itself for a file's bytes. */
export function contentEndpoint(workspace: string, runId: string, name: string): Endpoint {
  const path = `/artifact/v2.0/${workspace}/artifacts/content/${container(runId)}/${pathSegments(name, 'name')}`;
  return reading(path, runId, fileSubject(runId, name));
}
