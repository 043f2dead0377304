import type { Endpoint } from '../../http/requests/endpoint.js';
import { runSubject, trackingPath } from '../runs/run-endpoints.js';

/** Lists one folder of a run's files; the topmost one where `folder` is undefined. */
export function listFilesEndpoint(runId: string, folder: string | undefined, pageToken: string | undefined): Endpoint {
  const query = new Map([['run_id', runId]]);
  if (folder !== undefined) query.set('path', folder);
  if (pageToken !== undefined) query.set('page_token', pageToken);
  const path = `${trackingPath}/artifacts/list`;
  return { method: 'GET', path, query, isSafeToRepeat: true, subject: runSubject(runId), runId };
}

/** Asks the server for a file's bytes, wherever it keeps them. */
export function readFileEndpoint(runId: string, name: string): Endpoint {
  return {
    method: 'GET',
    path: '/get-artifact',
    query: new Map([
      ['run_id', runId],
      ['path', name],
    ]),
    isSafeToRepeat: true,
    subject: `file ${JSON.stringify(name)} of run ${JSON.stringify(runId)}`,
    runId,
  };
}
