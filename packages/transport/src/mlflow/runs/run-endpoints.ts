import type { Endpoint } from '../../http/requests/endpoint.js';
import { type WireValue, writeWireJson } from '../../wire-json/write-wire-json.js';

/** Where the tracking calls are, below the address of the server. */
export const trackingPath = '/api/2.0/mlflow';

export function runSubject(runId: string): string {
  return `run ${JSON.stringify(runId)}`;
}

/** A POST about a run. Asking twice for the same change is as good as once. */
function change(runId: string, call: string, body: WireValue): Endpoint {
  return {
    method: 'POST',
    path: `${trackingPath}/runs/${call}`,
    body: { kind: 'json', text: writeWireJson(body) },
    isSafeToRepeat: true,
    subject: runSubject(runId),
    runId,
  };
}

export function getRunEndpoint(runId: string): Endpoint {
  const query = new Map([['run_id', runId]]);
  return {
    method: 'GET',
    path: `${trackingPath}/runs/get`,
    query,
    isSafeToRepeat: true,
    subject: runSubject(runId),
    runId,
  };
}

/** What to search for. Ids are text: the server answers numbers with an empty page. */
export interface RunSearch {
  readonly experimentIds: readonly string[];
  readonly filter?: string | undefined;
  /** Default `start`: the newest start first. `end` is the newest end first, runs that have not ended last. */
  readonly order?: 'start' | 'end' | undefined;
  readonly pageSize: number;
  readonly pageToken?: string | undefined;
}

/**
 * The order in which runs are listed, newest start first. Pages are offsets into it: runs that start meanwhile push known
 * ones onto the next page, where they are passed over.
 */
const orders = { start: ['attributes.start_time DESC'], end: ['attributes.end_time DESC'] } as const;

/** Finds runs. It only reads, although it is a POST. */
export function searchRunsEndpoint({
  experimentIds,
  filter,
  order = 'start',
  pageSize,
  pageToken,
}: RunSearch): Endpoint {
  const body = {
    experiment_ids: experimentIds,
    filter,
    max_results: pageSize,
    order_by: orders[order],
    page_token: pageToken,
  };
  return {
    method: 'POST',
    path: `${trackingPath}/runs/search`,
    body: { kind: 'json', text: writeWireJson(body) },
    isSafeToRepeat: true,
    subject: 'the list of runs',
  };
}

export interface RunUpdate {
  readonly status?: string | undefined;
  /** Milliseconds since 1970. */
  readonly end_time?: number | undefined;
  readonly run_name?: string | undefined;
}

export function updateRunEndpoint(runId: string, update: RunUpdate): Endpoint {
  return change(runId, 'update', { run_id: runId, ...update });
}

/** Sets up to 100 tags at once, under their keys. */
export function setTagsEndpoint(runId: string, tags: Iterable<readonly [string, string]>): Endpoint {
  return change(runId, 'log-batch', { run_id: runId, tags: toKeyValues(tags) });
}

export function deleteTagEndpoint(runId: string, key: string): Endpoint {
  return change(runId, 'delete-tag', { run_id: runId, key });
}

export interface NewRun {
  readonly experiment_id: string;
  readonly start_time: number;
  readonly run_name?: string | undefined;
}

/** Makes a run. Never repeated by itself: a lost answer must not make two. */
export function createRunEndpoint(run: NewRun, tags: Iterable<readonly [string, string]>): Endpoint {
  return {
    method: 'POST',
    path: `${trackingPath}/runs/create`,
    body: { kind: 'json', text: writeWireJson({ ...run, tags: toKeyValues(tags) }) },
    isSafeToRepeat: false,
    subject: 'the new run',
  };
}

function toKeyValues(entries: Iterable<readonly [string, string]>): readonly WireValue[] {
  return [...entries].map(([key, value]) => ({ key, value }));
}
