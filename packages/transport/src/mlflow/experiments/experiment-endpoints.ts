import type { Endpoint } from '../../http/requests/endpoint.js';
import { writeWireJson } from '../../wire-json/write-wire-json.js';
import { trackingPath } from '../runs/run-endpoints.js';

function subjectOf(name: string): string {
  return `experiment ${JSON.stringify(name)}`;
}

/** @param runId the run that it is looked up for: without its experiment, it is not found either */
export function experimentByNameEndpoint(name: string, runId: string | undefined): Endpoint {
  const path = `${trackingPath}/experiments/get-by-name`;
  const query = new Map([['experiment_name', name]]);
  return { method: 'GET', path, query, isSafeToRepeat: true, subject: subjectOf(name), runId };
}

export function experimentByIdEndpoint(id: string): Endpoint {
  const path = `${trackingPath}/experiments/get`;
  const query = new Map([['experiment_id', id]]);
  return { method: 'GET', path, query, isSafeToRepeat: true, subject: `the experiment with the id ${id}` };
}

/** A page of experiments. */
export interface ExperimentSearch {
  readonly pageSize: number;
  /** What was made, renamed or restored last comes first; else the order is that of the server. */
  readonly byLastUpdate?: boolean | undefined;
  readonly pageToken?: string | undefined;
}

/** Lists experiments. It only reads, although it is a POST. */
export function searchExperimentsEndpoint({ pageSize, byLastUpdate, pageToken }: ExperimentSearch): Endpoint {
  const order = byLastUpdate === true ? ['last_update_time DESC'] : undefined;
  const body = { max_results: pageSize, order_by: order, page_token: pageToken };
  return {
    method: 'POST',
    path: `${trackingPath}/experiments/search`,
    body: { kind: 'json', text: writeWireJson(body) },
    isSafeToRepeat: true,
    subject: 'the list of experiments',
  };
}

/** Makes an experiment. One that exists is refused, so that a second request does no harm. */
export function createExperimentEndpoint(name: string): Endpoint {
  return {
    method: 'POST',
    path: `${trackingPath}/experiments/create`,
    body: { kind: 'json', text: writeWireJson({ name }) },
    isSafeToRepeat: false,
    subject: subjectOf(name),
  };
}
