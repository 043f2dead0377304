import type { Endpoint } from '../../http/requests/endpoint.js';
import { pathSegment } from '../../http/requests/path-segment.js';
import { type WireValue, writeWireJson } from '../../wire-json/write-wire-json.js';
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
