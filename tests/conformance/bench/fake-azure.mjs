// A stand-in for Azure ML that answers from prepared text after a pause: what is measured against it is the client. Started
// by bench-many-runs.mjs as a process of its own, so that its work is not counted.
//
//   node fake-azure.mjs CHILDREN METRICS POINTS LATENCY_MS

import { createServer } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { sweepId } from './sweep-id.mjs';

const [children = 500, metrics = 2, points = 2, latencyMs = 20] = process.argv.slice(2).map(Number);
const pageSize = 500;
const names = Array.from({ length: metrics }, (_, at) => `metric_${at}`);
const ids = Array.from({ length: children }, (_, at) => `${sweepId}_${at}`);
const start = Date.UTC(2026, 0, 1);

/** @param {number} at */
const timeOf = (at) => new Date(start + at * 1000).toISOString();

/**
 * @param {string} runId
 * @param {string} name
 */
function valuesOf(runId, name) {
  const seed = Number(runId.slice(sweepId.length + 1)) + names.indexOf(name) / 10;
  return Array.from({ length: points }, (_, at) => Math.abs(Math.sin(seed + at)));
}

const parent = JSON.stringify({
  runId: sweepId,
  runNumber: 1,
  rootRunId: sweepId,
  experimentId: 'e',
  dataContainerId: `dcid.${sweepId}`,
  runType: 'hyperdrive',
  status: 'Completed',
  hidden: false,
  // The Python class makes a config of all of these before it reads anything else.
  tags: {
    _aml_system_primary_metric_config: JSON.stringify({ name: names[0], goal: 'maximize' }),
    _aml_system_generator_config: '{"name":"GRID","parameter_space":{"lr":["choice",[[1]]]}}',
    _aml_system_policy_config: '{"name":"DEFAULT"}',
    _aml_system_platform_config: '{}',
    _aml_system_max_total_jobs: String(children),
    _aml_system_max_concurrent_jobs: '1',
    _aml_system_max_duration_minutes: '60',
  },
  properties: {},
});
const runs = ids.map((runId, at) =>
  JSON.stringify({
    runId,
    runNumber: at + 2,
    parentRunId: sweepId,
    rootRunId: sweepId,
    experimentId: '0b8f4c3e-9a64-4f0d-8b9c-8e211c557e1d',
    runType: 'azureml.scriptrun',
    status: 'Completed',
    createdUtc: timeOf(at),
    startTimeUtc: timeOf(at),
    endTimeUtc: timeOf(at + 60),
    dataContainerId: `dcid.${runId}`,
    hidden: false,
    tags: {
      [`_aml_system_${sweepId}`]: JSON.stringify({ lr: at / 1000, depth: at % 7 }),
      hyperparameters: `{"lr": ${at / 1000}}`,
    },
    properties: { 'azureml.runsource': 'hyperdrive', runTemplate: 'HyperDrive', ContentSnapshotId: 'none' },
  }),
);
/** @type {Map<string, Map<string, string[]>>} */
const entries = new Map(
  ids.map((runId) => [
    runId,
    new Map(
      names.map((name) => [
        name,
        valuesOf(runId, name).map((value, at) =>
          JSON.stringify({
            runId,
            metricId: `${runId}/${name}/${at}`,
            metricType: 'azureml.v1.scalar',
            createdUtc: timeOf(at),
            name,
            cells: [{ [name]: value }],
            schema: { properties: [{ propertyId: name, name, type: 'double' }] },
          }),
        ),
      ]),
    ),
  ]),
);

/** @param {string} body */
function query(body) {
  const { filter, continuationToken = '0' } = JSON.parse(body);
  const asked = [...filter.matchAll(/RunId eq ([\w.-]+)/g)].map(([, id]) => id);
  const only = [...filter.matchAll(/name eq ([\w.-]+)/g)].map(([, name]) => name);
  const found = asked.flatMap((id) =>
    (only.length === 0 ? names : only).flatMap((name) => entries.get(id)?.get(name) ?? []),
  );
  const from = Number(continuationToken);
  const next = from + pageSize < found.length ? JSON.stringify(String(from + pageSize)) : 'null';
  return `{"value":[${found.slice(from, from + pageSize).join(',')}],"continuationToken":${next}}`;
}

/** @param {URL} url */
function listing(url) {
  const from = Number(url.searchParams.get('$continuationToken') ?? 0);
  const next = from + pageSize < children ? JSON.stringify(String(from + pageSize)) : 'null';
  return `{"value":[${runs.slice(from, from + pageSize).join(',')}],"continuationToken":${next}}`;
}

/**
 * @param {string} runId
 * @param {string} name
 */
function full(runId, name) {
  const value = valuesOf(runId, name).map((cell, at) => ({
    metricId: `${runId}/${name}/${at}`,
    createdUtc: timeOf(at),
    data: { [name]: cell },
  }));
  return JSON.stringify({
    name,
    columns: { [name]: 'double' },
    value,
    properties: { uxMetricType: 'azureml.v1.scalar' },
  });
}

/** Where the services are, which the Python class asks for first. */
function discovery() {
  const services = [
    'api',
    'history',
    'hyperdrive',
    'experimentation',
    'studio',
    'modelmanagement',
    'metric',
    'artifact',
  ];
  return JSON.stringify(Object.fromEntries(services.map((service) => [service, home])));
}

/**
 * @param {URL} url
 * @param {string} body
 */
function answer(url, body) {
  const [, runId = '', call = ''] = /\/runs\/([^/]+)(?:\/(\w+))?$/.exec(url.pathname) ?? [];
  if (url.pathname.endsWith('/metrics:query')) return process.env.NO_QUERY === undefined ? query(body) : undefined;
  if (url.pathname === '/discovery') return discovery();
  if (call === 'children') return listing(url);
  if (call === 'list') return JSON.stringify({ value: names.map((name) => ({ metricKey: { name } })) });
  if (call === 'full') return full(runId, JSON.parse(body).metricName);
  return runId === sweepId ? parent : undefined;
}

let home = '';
const server = createServer((request, response) => {
  void textOf(request).then((body) => {
    const text = answer(new URL(request.url ?? '/', 'http://fake'), body);
    setTimeout(() => {
      response.writeHead(text === undefined ? 405 : 200, { 'content-type': 'application/json' });
      response.end(text ?? '{}');
    }, latencyMs);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address !== 'object') return;
  home = `http://127.0.0.1:${address.port}`;
  process.send?.(address.port);
});
process.on('disconnect', () => process.exit());
