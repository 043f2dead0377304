#!/usr/bin/env node
// npm run bench:mlflow: the best value of every child of a sweep on a real MLflow server, by HyperDriveRun, by a bare loop over
// the cheapest requests there are (the floor: it knows how long the histories are), and by the Python client of MLflow, in
// turns. Requests are counted in the server's own log, processor time in this process. It fails where HyperDriveRun needs more
// than 15 requests for 1000 short children, is less than 4 times as fast as the client there, or returns anything else.
//
//   npm run bench:mlflow -- [--sizes 1000x20,100x1000,4x60000] [--rounds 3] [--client]
//
// A size is children x points. The second one fills four bulk answers, and each history of the third one several pages. With
// `--client` nothing but the processor time of the client is measured, on a stand-in that sends the same answers.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { ensureMlflowEnvironment } from '../python/make-environment.mjs';
import { startMlflowServer } from '../start-mlflow-server.mjs';
import { trackingClient } from '../tracking-client.mjs';
import { askBare, askOurs, metric } from './ask-best.mjs';
import { compareClients } from './compare-clients.mjs';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000x20,100x1000,4x60000' },
    rounds: { type: 'string', default: '3' },
    client: { type: 'boolean', default: false },
  },
});
const sizes = values.sizes.split(',').map((size) => size.split('x').map(Number));
const rounds = Number(values.rounds);
const mostRequests = 15;
const leastFactor = 4;

if (values.client) {
  for (const [children = 0, points = 0] of sizes) await compareClients({ children, points }, rounds);
  process.exit();
}
const environment = await ensureMlflowEnvironment();
const started = await startMlflowServer();
if ('notRun' in environment || 'notRun' in started) {
  console.error('notRun' in environment ? environment.notRun : 'notRun' in started ? started.notRun : '');
  process.exit(1);
}
const { python } = environment;
const { server } = started;
try {
  for (const [children = 0, points = 0] of sizes) process.exitCode ||= await compare({ children, points });
} finally {
  await server.stop();
}

/**
 * @typedef {object} Size
 * @property {number} children
 * @property {number} points
 */

/**
 * @param {Size} size
 * @returns {Promise<number>} The exit code.
 */
async function compare(size) {
  const { children, points } = size;
  console.log(`Loading ${children} children with ${points} points each ...`);
  const sweep = await load(size);
  /** @type {{ ours: Measured[], bare: Measured[], python: Measured[] }} */
  const measured = { ours: [], bare: [], python: [] };
  for (let round = 0; round < rounds; round += 1) {
    measured.ours.push(await measure(() => askOurs(sweep)));
    measured.bare.push(await measure(() => askBare(sweep, points)));
    measured.python.push(await measure(() => askPython(sweep)));
  }
  const [ours, bare, theirs] = [median(measured.ours), median(measured.bare), median(measured.python)];
  const factor = theirs.milliseconds / ours.milliseconds;
  console.log(
    `\nBest value of each of ${children} children x ${points} points, median of ${rounds} rounds in turns:\n`,
  );
  console.log(row('', 'requests', 'time', 'ratio', 'CPU', 'ratio'));
  for (const [name, { requests, milliseconds, cpu }] of Object.entries({
    'bare loop': bare,
    HyperDriveRun: ours,
    'mlflow (Python)': theirs,
  })) {
    const ratio = (milliseconds / bare.milliseconds).toFixed(2);
    const ofThis = name === 'mlflow (Python)' ? [] : [seconds(cpu), (cpu / bare.cpu).toFixed(2)];
    console.log(row(name, requests, seconds(milliseconds), ratio, ...ofThis));
  }
  const faults = [];
  if (!isSame(ours.best, theirs.best) || !isSame(ours.best, bare.best)) faults.push('not all return the same values');
  if (ours.best.size !== children) faults.push(`${ours.best.size} of ${children} children were returned`);
  if (children >= 1000 && factor < leastFactor) faults.push(`less than ${leastFactor} times as fast`);
  if (children <= 1000 && points <= 20 && ours.requests > mostRequests)
    faults.push(`more than ${mostRequests} requests`);
  console.log(`\n${factor.toFixed(1)} times as fast, the same ${ours.best.size} values.`);
  for (const fault of faults) console.error(`Failed: ${fault}.`);
  return faults.length === 0 ? 0 : 1;
}

/**
 * @typedef {object} Measured
 * @property {number} requests
 * @property {number} milliseconds
 * @property {number} cpu Milliseconds of processor time of this process.
 * @property {ReadonlyMap<string, number>} best
 */

/**
 * @param {() => Promise<Pick<Measured, 'milliseconds' | 'best'>>} ask
 * @returns {Promise<Measured>}
 */
async function measure(ask) {
  const before = await countRequests();
  const begun = process.cpuUsage();
  const answer = await ask();
  const { user, system } = process.cpuUsage(begun);
  return { ...answer, cpu: (user + system) / 1000, requests: (await countRequests()) - before };
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

/**
 * Writes the sweep through the REST API, children eight at a time.
 * @param {Size} size
 */
async function load({ children, points }) {
  const client = trackingClient(server.url);
  const start = Date.UTC(2026, 0, 1);
  const experiment = `bench-${children}x${points}`;
  const experimentId = await client.createExperiment(experiment);
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
      // No request takes more than a thousand values.
      for (let from = 0; from < points; from += 1000) {
        await client.post('runs/log-batch', { run_id: child, metrics: metrics.slice(from, from + 1000) });
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return { url: server.url, experiment, experimentId, parentId };
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
