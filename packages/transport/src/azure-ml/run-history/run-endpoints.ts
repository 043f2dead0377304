import type { Endpoint } from '../../http/requests/endpoint.js';
import { pathSegment } from '../../http/requests/path-segment.js';
import { writeWireJson } from '../../wire-json/write-wire-json.js';
import { filterValue } from './filter-value.js';
import type { RunPatchDto, RunQueryDto } from './wire/run-request-dto.js';

/** How many runs a page contains where nothing else is asked for. The services' own client asks for as many. */
export const defaultPageSize = 500;

/** The order in which children are listed. It is *the* listing order: nobody sorts them again. */
export const listingOrder = 'StartTimeUtc desc';

export function runSubject(runId: string): string {
  return `run ${JSON.stringify(runId)}`;
}

/**
 * Where a run is.
 * @param home the percent-encoded path of its experiment, or of its workspace
 */
function runPath(home: string, runId: string): string {
  return `/history/v1.0/${home}/runs/${pathSegment(runId, 'runId')}`;
}

export function getRunEndpoint(home: string, runId: string): Endpoint {
  return { method: 'GET', path: runPath(home, runId), isSafeToRepeat: true, subject: runSubject(runId), runId };
}

export function runDetailsEndpoint(home: string, runId: string): Endpoint {
  const path = `${runPath(home, runId)}/details`;
  return { method: 'GET', path, isSafeToRepeat: true, subject: runSubject(runId), runId };
}

export function childRunsEndpoint(
  home: string,
  parentId: string,
  page: { readonly size: number; readonly continuationToken?: string | undefined },
): Endpoint {
  const query = new Map([
    ['$orderby', listingOrder],
    ['$top', String(page.size)],
  ]);
  if (page.continuationToken !== undefined) query.set('$continuationToken', page.continuationToken);
  return {
    method: 'GET',
    path: `${runPath(home, parentId)}/children`,
    query,
    isSafeToRepeat: true,
    subject: runSubject(parentId),
    runId: parentId,
  };
}

/** Finds runs of an experiment. It only reads, although it is a POST. */
export function queryRunsEndpoint(home: string, query: RunQueryDto): Endpoint {
  return {
    method: 'POST',
    path: `/history/v1.0/${home}/runs:query`,
    body: { kind: 'json', text: writeWireJson({ ...query }) },
    isSafeToRepeat: true,
    subject: 'the list of runs',
  };
}

/** Asks for many runs with their definitions. It only reads, although it is a POST. */
export function runDataEndpoint(workspace: string, runIds: readonly string[]): Endpoint {
  const select = { selectRunMetadata: true, selectRunDefinition: true, selectJobSpecification: true };
  const requests = new Map(runIds.map((runId) => [runId, { runId, ...select }]));
  return {
    method: 'POST',
    path: `/history/v1.0/${workspace}/batchrundata`,
    body: { kind: 'json', text: writeWireJson({ requests }) },
    isSafeToRepeat: true,
    subject: 'the definitions of runs',
  };
}

/** Finds sweeps: by the type of the run, or by the property that newer kinds of sweeps carry. */
export const sweepFilter = '(RunType eq hyperdrive or Properties/azureml.runsource eq hyperdrive)';

/** Finds everything below a root run, at any depth. */
export function descendantsFilter(rootRunId: string): string {
  const root = filterValue(rootRunId);
  return `(RootRunId eq ${root} and RunId ne ${root})`;
}

/** Setting the same values twice is as good as once. */
export function patchRunEndpoint(home: string, runId: string, patch: RunPatchDto): Endpoint {
  return {
    method: 'PATCH',
    path: runPath(home, runId),
    body: { kind: 'json', text: writeWireJson({ runId, ...patch }) },
    isSafeToRepeat: true,
    subject: runSubject(runId),
    runId,
  };
}

export function deleteTagsEndpoint(home: string, runId: string, names: readonly string[]): Endpoint {
  return {
    method: 'DELETE',
    path: `${runPath(home, runId)}/tags`,
    body: { kind: 'json', text: writeWireJson(names) },
    isSafeToRepeat: true,
    subject: runSubject(runId),
    runId,
  };
}

/** Cancels one run. Asking twice cancels it once. */
export function cancelRunEndpoint(home: string, runId: string): Endpoint {
  const path = `${runPath(home, runId)}/cancel`;
  return { method: 'POST', path, isSafeToRepeat: true, subject: runSubject(runId), runId };
}
