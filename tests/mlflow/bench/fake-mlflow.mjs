// A stand-in for an MLflow server that sends prepared text at once: what is measured against it is the client. Started by
// compare-clients.mjs as a process of its own, so that its work is not counted.
//
//   node fake-mlflow.mjs CHILDREN POINTS

import { createServer } from 'node:http';
import { text as textOf } from 'node:stream/consumers';

const [children = 0, points = 0] = process.argv.slice(2).map(Number);
/** As the real server: a bulk answer is cut there, and pages are not larger as nobody asks for larger ones. */
const mostPoints = 25_000;
const start = Date.UTC(2026, 0, 1);
const experiment = { experiment_id: '1', name: 'bench', lifecycle_stage: 'active', last_update_time: start };
const ids = Array.from({ length: children }, (_, at) => at.toString(16).padStart(32, '0'));
const primaryMetric = JSON.stringify({ name: 'accuracy', goal: 'maximize' });

/** @type {Map<string, { asBulk: string[], asPage: string[] }>} */
const histories = new Map(ids.map((id, at) => [id, historyOf(id, at)]));
const parent = toRun('parent', [{ key: '_aml_system_primary_metric_config', value: primaryMetric }], []);
const runs = ids.map((id) =>
  toRun(
    id,
    [{ key: 'mlflow.parentRunId', value: 'parent' }],
    [{ key: 'accuracy', value: 0.5, timestamp: points - 1, step: points - 1 }],
  ),
);

/**
 * @param {string} id
 * @param {number} at
 */
function historyOf(id, at) {
  const values = Array.from({ length: points }, (_, step) => ({
    key: 'accuracy',
    value: Math.abs(Math.sin(at * points + step)),
    timestamp: step,
    step,
  }));
  return {
    asBulk: values.map((value) => JSON.stringify({ ...value, run_id: id })),
    // Calls other than the bulk one are written with indents.
    asPage: values.map((value) => JSON.stringify(value, null, 2)),
  };
}

/**
 * @param {string} runId
 * @param {{ key: string, value: string }[]} tags
 * @param {object[]} metrics
 */
function toRun(runId, tags, metrics) {
  return {
    info: {
      run_uuid: runId,
      experiment_id: '1',
      run_name: `run ${runId}`,
      user_id: '',
      status: 'FINISHED',
      start_time: start,
      end_time: start + 60_000,
      artifact_uri: `mlflow-artifacts:/1/${runId}/artifacts`,
      lifecycle_stage: 'active',
      run_id: runId,
    },
    data: { metrics, tags },
    inputs: {},
    outputs: {},
  };
}

/** @param {{ filter?: string, max_results: number, page_token?: string }} body */
function searchRuns({ filter = '', max_results: size, page_token: token = '0' }) {
  const found = filter.includes('parentRunId') ? runs : [];
  const end = Number(token) + size;
  const next = end < found.length ? { next_page_token: String(end) } : {};
  return JSON.stringify({ runs: found.slice(Number(token), end), ...next }, null, 2);
}

/** @param {URLSearchParams} query */
function bulkHistory(query) {
  const values = query
    .getAll('run_id')
    .toSorted()
    .flatMap((id) => histories.get(id)?.asBulk ?? []);
  return `{"metrics":[${values.slice(0, mostPoints).join(',')}]}`;
}

/** @param {URLSearchParams} query */
function history(query) {
  const values = histories.get(query.get('run_id') ?? '')?.asPage ?? [];
  const from = Number(query.get('page_token') ?? 0);
  const end = from + Number(query.get('max_results') ?? values.length);
  const next = end < values.length ? `,\n  "next_page_token": "${end}"` : '';
  return `{\n  "metrics": [${values.slice(from, end).join(',')}]${next}\n}`;
}

/**
 * @param {URL} url
 * @param {string} body
 */
function answer({ pathname, searchParams }, body) {
  const call = pathname.split('/mlflow/').at(-1);
  if (call === 'experiments/get-by-name') return JSON.stringify({ experiment });
  if (call === 'experiments/search') return JSON.stringify({ experiments: [experiment] });
  if (call === 'runs/get') return JSON.stringify({ run: parent });
  if (call === 'runs/search') return searchRuns(JSON.parse(body));
  if (call === 'metrics/get-history-bulk') return bulkHistory(searchParams);
  return call === 'metrics/get-history' ? history(searchParams) : undefined;
}

const server = createServer((request, response) => {
  void textOf(request).then((body) => {
    const text = answer(new URL(request.url ?? '/', 'http://fake'), body);
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(text ?? '{}');
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.(address.port);
});
process.on('disconnect', () => process.exit());
