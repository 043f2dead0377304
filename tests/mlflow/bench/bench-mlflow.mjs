#!/usr/bin/env node
// npm run bench:mlflow: the best value of every child of one sweep on a real MLflow server, by HyperDriveRun, by the same
// requests from a bare loop (the floor), and by the Python client of MLflow, in turns. Requests are counted in the server's
// own log. It fails where HyperDriveRun needs more than 15 requests for 1000 children, is less than 4 times as fast as the
// client, or returns anything else.
//
//   npm run bench:mlflow -- [--children 1000] [--points 20] [--rounds 3]

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { connect, HyperDriveRun } from '@hyperdrive-run/sdk';
import { ensureMlflowEnvironment } from '../python/make-environment.mjs';
import { startMlflowServer } from '../start-mlflow-server.mjs';
import { trackingClient } from '../tracking-client.mjs';

const { values } = parseArgs({
  options: {
    children: { type: 'string', default: '1000' },
    points: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
  },
});
const children = Number(values.children);
const points = Number(values.points);
const rounds = Number(values.rounds);
const metric = 'accuracy';
const mostRequests = 15;
const leastFactor = 4;

const environment = await ensureMlflowEnvironment();
const started = await startMlflowServer();
if ('notRun' in environment || 'notRun' in started) {
  console.error('notRun' in environment ? environment.notRun : 'notRun' in started ? started.notRun : '');
  process.exit(1);
}
const { python } = environment;
const { server } = started;
try {
  process.exitCode = await compare();
} finally {
  await server.stop();
}

/** @returns {Promise<number>} The exit code. */
async function compare() {
  console.log(`Loading ${children} children with ${points} points each ...`);
  const sweep = await load();
  /** @type {{ ours: Measured[], bare: Measured[], python: Measured[] }} */
  const measured = { ours: [], bare: [], python: [] };
  for (let round = 0; round < rounds; round += 1) {
    measured.ours.push(await measure(() => askOurs(sweep.parentId)));
    measured.bare.push(await measure(() => askBare(sweep)));
    measured.python.push(await measure(() => askPython(sweep)));
  }
  const [ours, bare, theirs] = [median(measured.ours), median(measured.bare), median(measured.python)];
  const factor = theirs.milliseconds / ours.milliseconds;
  console.log(
    `\nBest value of each of ${children} children x ${points} points, median of ${rounds} rounds in turns:\n`,
  );
  console.log(row('', 'requests', 'time', 'per child', 'ratio'));
  for (const [name, { requests, milliseconds }] of Object.entries({
    'bare loop': bare,
    HyperDriveRun: ours,
    'mlflow (Python)': theirs,
  })) {
    const ratio = (milliseconds / bare.milliseconds).toFixed(2);
    console.log(row(name, requests, seconds(milliseconds), perChild(milliseconds), ratio));
  }
  const faults = [];
  if (!isSame(ours.best, theirs.best) || !isSame(ours.best, bare.best)) faults.push('not all return the same values');
  if (ours.best.size !== children) faults.push(`${ours.best.size} of ${children} children were returned`);
  if (children >= 1000 && factor < leastFactor) faults.push(`less than ${leastFactor} times as fast`);
  if (children <= 1000 && ours.requests > mostRequests) faults.push(`more than ${mostRequests} requests`);
  console.log(`\n${factor.toFixed(1)} times as fast, the same ${ours.best.size} values.`);
  for (const fault of faults) console.error(`Failed: ${fault}.`);
  return faults.length === 0 ? 0 : 1;
}

/**
 * @typedef {object} Measured
 * @property {number} requests
 * @property {number} milliseconds
 * @property {ReadonlyMap<string, number>} best
 */

/**
 * @param {() => Promise<Omit<Measured, 'requests'>>} ask
 * @returns {Promise<Measured>}
 */
async function measure(ask) {
  const before = await countRequests();
  const answer = await ask();
  return { ...answer, requests: (await countRequests()) - before };
}

/** Requests that the server wrote into its log, once it has written all of them. */
async function countRequests() {
  for (let before = -1; ; ) {
    const lines = (await readFile(path.join(server.folder, 'server.log'), 'utf8')).split('\n');
    const count = lines.filter((line) => /"(GET|POST) .*" \d{3}/.test(line)).length;
    if (count === before) return count;
    before = count;
    await sleep(300);
  }
}

/** @param {string} parentId */
async function askOurs(parentId) {
  const workspace = connect(`mlflow+${server.url}`, { experiment: 'bench' });
  const begun = performance.now();
  const sweep = await HyperDriveRun.load(workspace.experiment(), parentId);
  const sorted = await sweep.getChildrenSortedByPrimaryMetric();
  const milliseconds = performance.now() - begun;
  return { milliseconds, best: new Map(sorted.map((child) => [child.runId, child.bestPrimaryMetric ?? Number.NaN])) };
}

/**
 * The same requests as cheaply as Node sends them: pages of children, then each hundred's histories in one request.
 * @param {{ experimentId: string, parentId: string }} sweep
 */
async function askBare({ experimentId, parentId }) {
  const begun = performance.now();
  const filter = `tags.\`mlflow.parentRunId\` = '${parentId}'`;
  /** @type {string[]} */
  const ids = [];
  /** @type {string | undefined} */
  let token;
  do {
    const body = { experiment_ids: [experimentId], filter, max_results: 1000, page_token: token };
    const headers = { 'content-type': 'application/json' };
    const page = await askServer('api/2.0/mlflow/runs/search', { method: 'POST', headers, body: JSON.stringify(body) });
    ids.push(...(page.runs ?? []).map((run) => run.info.run_id));
    token = page.next_page_token;
  } while (token !== undefined && token !== '');
  /** @type {Map<string, number>} */
  const best = new Map();
  const blocks = Array.from({ length: Math.ceil(ids.length / 100) }, (_, at) => ids.slice(at * 100, at * 100 + 100));
  const histories = async () => {
    for (let block = blocks.shift(); block !== undefined; block = blocks.shift()) {
      const query = new URLSearchParams({ metric_key: metric });
      for (const id of block) query.append('run_id', id);
      const { metrics = [] } = await askServer(`ajax-api/2.0/mlflow/metrics/get-history-bulk?${query.toString()}`, {});
      for (const { run_id, value } of metrics) best.set(run_id, Math.max(best.get(run_id) ?? -Infinity, value));
    }
  };
  await Promise.all(Array.from({ length: 8 }, histories));
  return { milliseconds: performance.now() - begun, best };
}

/**
 * @typedef {object} Answer
 * @property {{ info: { run_id: string } }[]} [runs]
 * @property {string} [next_page_token]
 * @property {{ run_id: string, value: number }[]} [metrics]
 */

/**
 * @param {string} call
 * @param {RequestInit} init
 */
async function askServer(call, init) {
  const response = await fetch(`${server.url}/${call}`, init);
  if (!response.ok) throw new Error(`${call} was refused with ${response.status}.`);
  /** @type {Answer} */
  const answer = JSON.parse(await response.text());
  return answer;
}

/** @param {{ experimentId: string, parentId: string }} sweep */
async function askPython({ experimentId, parentId }) {
  const script = path.join(import.meta.dirname, 'best_of_children.py');
  const { stdout } = await promisify(execFile)(python, [script, server.url, experimentId, parentId, metric], {
    env: { ...process.env, MLFLOW_DISABLE_TELEMETRY: 'true', DO_NOT_TRACK: 'true' },
    maxBuffer: 2 ** 26,
  });
  /** @type {{ milliseconds: number, best: Record<string, number> }} */
  const { milliseconds, best } = JSON.parse(stdout);
  return { milliseconds, best: new Map(Object.entries(best)) };
}

/** Writes the sweep through the REST API, children eight at a time. */
async function load() {
  const client = trackingClient(server.url);
  const start = Date.UTC(2026, 0, 1);
  const experimentId = await client.createExperiment('bench');
  const parentId = await client.createRun(experimentId, start, {
    tags: new Map([['_aml_system_primary_metric_config', JSON.stringify({ name: metric, goal: 'maximize' })]]),
  });
  const queue = Array.from({ length: children }, (_, position) => position);
  const work = async () => {
    for (let position = queue.shift(); position !== undefined; position = queue.shift()) {
      const tags = new Map([['mlflow.parentRunId', parentId]]);
      const child = await client.createRun(experimentId, start + position + 1, { tags });
      const metrics = Array.from({ length: points }, (_, step) => ({
        key: metric,
        step,
        timestamp: step,
        value: Math.random(),
      }));
      await client.post('runs/log-batch', {
        run_id: child,
        metrics,
        params: [{ key: 'lr', value: String(Math.random()) }],
      });
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return { experimentId, parentId };
}

/** @param {readonly Measured[]} measured */
function median(measured) {
  const middle = measured.toSorted((a, b) => a.milliseconds - b.milliseconds)[Math.floor((measured.length - 1) / 2)];
  if (middle === undefined) throw new Error('--rounds takes at least 1.');
  return middle;
}

/**
 * @param {ReadonlyMap<string, number>} a
 * @param {ReadonlyMap<string, number>} b
 */
function isSame(a, b) {
  return a.size === b.size && [...a].every(([runId, value]) => b.get(runId) === value);
}

/** @param {readonly (string | number)[]} cells */
function row(...cells) {
  return cells.map((cell, at) => (at === 0 ? String(cell).padEnd(16) : String(cell).padStart(10))).join('');
}

/** @param {number} milliseconds */
function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

/** @param {number} milliseconds */
function perChild(milliseconds) {
  return `${(milliseconds / children).toFixed(2)} ms`;
}
