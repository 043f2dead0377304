import type { Endpoint } from '../../http/requests/endpoint.js';
import { pathSegment } from '../../http/requests/path-segment.js';
import { type WireValue, writeWireJson } from '../../wire-json/write-wire-json.js';
import { filterValue } from '../run-history/filter-value.js';
import type { ChildCountsRequestDto, LeadingChildrenRequestDto } from './wire/leading-children-dto.js';
import type { ChildMetricsRequestDto, RunColumnsRequestDto } from './wire/many-runs-dto.js';
import type { MetricBatchDto, MetricRequestDto } from './wire/metric-dto.js';
import type { MetricListRequestDto } from './wire/metric-list-dto.js';

/** All metric calls are POSTs. Those that read are safe to repeat, and so is the writing one: its rows carry ids. */
function metricEndpoint(workspace: string, runId: string, call: string, subject: string, body: WireValue): Endpoint {
  return {
    method: 'POST',
    path: `/metric/v2.0/${workspace}/runs/${pathSegment(runId, 'runId')}/${call}`,
    body: { kind: 'json', text: writeWireJson(body) },
    isSafeToRepeat: true,
    subject,
    runId,
  };
}

/** Asks for the names of what a run logged. */
export function listMetricsEndpoint(workspace: string, runId: string, request: MetricListRequestDto): Endpoint {
  return metricEndpoint(workspace, runId, 'list', `run ${JSON.stringify(runId)}`, { ...request });
}

/** Asks for all values of one name. */
export function fullMetricEndpoint(workspace: string, runId: string, request: MetricRequestDto): Endpoint {
  const subject = `metric ${JSON.stringify(request.metricName)} of run ${JSON.stringify(runId)}`;
  return metricEndpoint(workspace, runId, 'full', subject, { ...request });
}

/** Delivers rows. */
export function metricBatchEndpoint(workspace: string, runId: string, batch: MetricBatchDto): Endpoint {
  const values = batch.values.map((metric) => ({
    ...metric,
    value: metric.value.map((row) => ({ ...row })),
    properties: { ...metric.properties },
  }));
  const subject = `run ${JSON.stringify(runId)}`;
  return metricEndpoint(workspace, runId, 'batch', subject, { values, reportErrors: batch.reportErrors });
}

/** How many entries a page of the older query has: as many as the services' own client asks for. */
const entriesPerPage = 500;

function anyOf(field: string, values: readonly string[]): string {
  return `(${values.map((value) => `${field} eq ${filterValue(value)}`).join(' or ')})`;
}

/** What to ask the older query for. */
export interface MetricQuery {
  readonly runIds: readonly string[];
  readonly names?: readonly string[] | undefined;
  readonly continuationToken?: string | undefined;
}

/**
 * Asks the run history for what many runs logged. It only reads, although it is a POST. `and` binds tighter than `or`:
 * both lists have brackets of their own.
 * @param home the percent-encoded path of the runs' experiment
 */
export function queryMetricsEndpoint(home: string, { runIds, names, continuationToken }: MetricQuery): Endpoint {
  const runs = anyOf('RunId', runIds);
  const filter = names === undefined ? runs : `(${runs} and ${anyOf('name', names)})`;
  return {
    method: 'POST',
    path: `/history/v1.0/${home}/metrics:query`,
    headers: { 'content-type': 'application/json-patch+json' },
    body: { kind: 'json', text: writeWireJson({ filter, continuationToken, top: entriesPerPage }) },
    isSafeToRepeat: true,
    subject: `the metrics of ${runIds.length} runs`,
  };
}

/** Asks the local service for the rows of a metric that may stand for the children of a run. */
export function childMetricsEndpoint(workspace: string, parentId: string, request: ChildMetricsRequestDto): Endpoint {
  return {
    method: 'POST',
    path: `/local/v1.0/${workspace}/runs/${pathSegment(parentId, 'runId')}/children/metrics`,
    body: { kind: 'json', text: writeWireJson({ ...request }) },
    isSafeToRepeat: true,
    subject: `metric ${JSON.stringify(request.name)} of the children of run ${JSON.stringify(parentId)}`,
    runId: parentId,
  };
}

/** Asks the local service how many children of a run have each status. */
export function childCountsEndpoint(workspace: string, parentId: string, request: ChildCountsRequestDto): Endpoint {
  return {
    method: 'POST',
    path: `/local/v1.0/${workspace}/runs/${pathSegment(parentId, 'runId')}/children/count`,
    body: { kind: 'json', text: writeWireJson({ ...request }) },
    isSafeToRepeat: true,
    subject: `the children of run ${JSON.stringify(parentId)}`,
    runId: parentId,
  };
}

/** Asks the local service for the children of a run that lead by a metric. */
export function leadingChildrenEndpoint(
  workspace: string,
  parentId: string,
  request: LeadingChildrenRequestDto,
): Endpoint {
  return {
    method: 'POST',
    path: `/local/v1.0/${workspace}/runs/${pathSegment(parentId, 'runId')}/children/leading`,
    body: { kind: 'json', text: writeWireJson({ ...request }) },
    isSafeToRepeat: true,
    subject: `metric ${JSON.stringify(request.name)} of the children of run ${JSON.stringify(parentId)}`,
    runId: parentId,
  };
}

/** Asks the local service for all that several runs logged. */
export function runColumnsEndpoint(workspace: string, request: RunColumnsRequestDto): Endpoint {
  return {
    method: 'POST',
    path: `/local/v1.0/${workspace}/metrics`,
    body: { kind: 'json', text: writeWireJson({ ...request }) },
    isSafeToRepeat: true,
    subject: `the metrics of ${request.runIds.length} runs`,
  };
}
