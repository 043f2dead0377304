import type { Endpoint } from '../../http/requests/endpoint.js';
import { type WireValue, writeWireJson } from '../../wire-json/write-wire-json.js';
import { toMlflowName } from '../runs/mlflow-name.js';
import { runSubject, trackingPath } from '../runs/run-endpoints.js';
import type { MlflowValue } from './metric-to-values.js';

/** How many metrics one request may contain. */
const valuesAtOnce = 1000;
/** How many parameters or tags one request may contain. */
const textsAtOnce = 100;

/** Requests that log values of one metric. The store drops what it has already, so that each may be sent again. */
export function* valueBatches(
  runId: string,
  name: string,
  values: readonly MlflowValue[],
): Generator<Endpoint, void, undefined> {
  const key = toMlflowName(name);
  for (let at = 0; at < values.length; at += valuesAtOnce) {
    const metrics = values
      .slice(at, at + valuesAtOnce)
      .map(({ value, step, timestamp }) => ({ key, value, step, timestamp }));
    yield logBatch(runId, { metrics });
  }
}

/** Requests that set parameters, or tags. */
export function* textBatches(
  runId: string,
  kind: 'params' | 'tags',
  texts: ReadonlyMap<string, string>,
): Generator<Endpoint, void, undefined> {
  const entries = [...texts].map(([name, value]) => ({ key: toMlflowName(name), value }));
  for (let at = 0; at < entries.length; at += textsAtOnce) {
    yield logBatch(runId, { [kind]: entries.slice(at, at + textsAtOnce) });
  }
}

function logBatch(runId: string, what: Readonly<Record<string, WireValue>>): Endpoint {
  return {
    method: 'POST',
    path: `${trackingPath}/runs/log-batch`,
    body: { kind: 'json', text: writeWireJson({ run_id: runId, ...what }) },
    isSafeToRepeat: true,
    subject: runSubject(runId),
    runId,
  };
}
