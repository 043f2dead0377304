#!/usr/bin/env node
// npm run bench:mlflow: the best value of every child of one sweep on a real MLflow server, by HyperDriveRun and by the
// Python client of MLflow, in turns. Requests are counted in the server's own log. It fails where HyperDriveRun needs more
// than 15 requests for 1000 children, is less than 4 times as fast, or answers anything else.
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
  /** @type {{ ours: Measured[], python: Measured[] }} */
  const measured = { ours: [], python: [] };
  for (let round = 0; round < rounds; round += 1) {
    measured.ours.push(await measure(() => askOurs(sweep.parentId)));
    measured.python.push(await measure(() => askPython(sweep)));
  }
  const [ours, theirs] = [median(measured.ours), median(measured.python)];
  const factor = theirs.milliseconds / ours.milliseconds;
  console.log(
    `\nBest value of each of ${children} children x ${points} points, median of ${rounds} rounds in turns:\n`,
  );
  console.log(row('', 'requests', 'time', 'per child'));
  console.log(row('HyperDriveRun', ours.requests, seconds(ours.milliseconds), perChild(ours.milliseconds)));
  console.log(row('mlflow (Python)', theirs.requests, seconds(theirs.milliseconds), perChild(theirs.milliseconds)));
  const faults = [];
  if (!isSame(ours.best, theirs.best)) faults.push('the two answer different values');
  if (ours.best.size !== children) faults.push(`${ours.best.size} of ${children} children were answered`);
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
