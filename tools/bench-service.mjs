// npm run bench:service: how many logged points a second the local service keeps, at 1, 100 and 1000 points a call, beside raw
// SQLite on the same disk and, where its environment exists, MLflow's own server. Prints the table of docs/performance.md.
//
//   npm run bench:service -- [--rounds 5] [--seconds 1] [--no-mlflow]

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startMlflowServer } from '../tests/mlflow/start-mlflow-server.mjs';
import { azureBatch, logOverHttp, mlflowBatch } from './bench-service/log-points.mjs';
import { openRawSqlite } from './bench-service/raw-sqlite.mjs';
import { startService } from './bench-service/start-service.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '1' },
    'no-mlflow': { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const roundMs = Number(values.seconds) * 1000;
const pointsOfCall = [1, 100, 1000];
const workspace = 'subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {(first: number, count: number) => () => void | Promise<void>} prepare Makes a call that logs `count` points
 *   which were not logged before; it returns when they are kept.
 * @property {() => Promise<number>} [cpuMs]
 * @property {() => unknown} close
 */

/** @typedef {{ points: number, ms: number, cpuMs: number }} Round */

const folder = await mkdtemp(path.join(os.tmpdir(), 'hyperdrive-bench-'));
/** @type {Contender[]} */
const contenders = [];
try {
  contenders.push({ name: 'raw SQLite', ...openRawSqlite(path.join(folder, 'raw.db')) });
  contenders.push(...(await ourService()));
  const mlflow = await mlflowServer();
  if (mlflow !== undefined) contenders.push(mlflow);
  await measure();
} finally {
  for (const { close } of contenders.toReversed()) await close();
  await rm(folder, { recursive: true, force: true });
}

async function ourService() {
  const service = await startService(path.join(folder, 'service'));
  const headers = { authorization: `Bearer ${service.token}` };
  const send = async (/** @type {string} */ at, /** @type {string} */ method, /** @type {string} */ body) => {
    const response = await fetch(service.address + at, {
      method,
      body,
      headers: { ...headers, 'content-type': 'application/json' },
    });
    if (!response.ok) throw new Error(`${at} returned ${response.status}: ${await response.text()}`);
  };
  for (const runId of ['azure', 'mlflow']) {
    await send(`/history/v1.0/${workspace}/experiments/bench/runs/${runId}`, 'PATCH', '{"status":"Running"}');
  }
  const azure = logOverHttp(`${service.address}/metric/v2.0/${workspace}/runs/azure/batch`, headers, azureBatch);
  const asMlflow = logOverHttp(
    `${service.address}/mlflow/v2.0/${workspace}/api/2.0/mlflow/runs/log-batch`,
    headers,
    mlflowBatch('mlflow'),
  );
  const { cpuMs } = service;
  return [
    { name: 'local service', prepare: azure.prepare, cpuMs, close: azure.close },
    {
      name: 'local service, as MLflow',
      prepare: asMlflow.prepare,
      cpuMs,
      async close() {
        asMlflow.close();
        await service.stop();
      },
    },
  ];
}

/** Nothing where it is not wanted, or its environment was never made: making it takes a minute and the network. */
async function mlflowServer() {
  const environment = path.join(import.meta.dirname, '../tests/mlflow/python/.venv');
  if (values['no-mlflow'] || !existsSync(environment)) return undefined;
  const started = await startMlflowServer();
  if ('notRun' in started) return undefined;
  const { server } = started;
  const response = await fetch(`${server.url}/api/2.0/mlflow/runs/create`, {
    method: 'POST',
    body: '{"experiment_id":"0"}',
    headers: { 'content-type': 'application/json' },
  });
  const runId = /"run_id": *"([^"]+)"/.exec(await response.text())?.[1] ?? '';
  const { prepare, close } = logOverHttp(`${server.url}/api/2.0/mlflow/runs/log-batch`, {}, mlflowBatch(runId));
  return {
    name: 'MLflow server',
    prepare,
    async close() {
      close();
      await server.stop();
    },
  };
}

/** In turns, so that what else the machine does hits all alike. */
async function measure() {
  let first = 0;
  for (const count of pointsOfCall) {
    const results = new Map(contenders.map(({ name }) => [name, /** @type {Round[]} */ ([])]));
    for (let round = -1; round < rounds; round += 1) {
      for (const { name, prepare, cpuMs } of contenders) {
        const cpuBefore = (await cpuMs?.()) ?? 0;
        const from = first;
        let ms = 0;
        while (ms < roundMs) {
          // What the client does before it sends is none of the server's time.
          const call = prepare(first, count);
          first += count;
          const began = performance.now();
          await call();
          ms += performance.now() - began;
        }
        // The first round warms up.
        if (round >= 0) {
          const spent = ((await cpuMs?.()) ?? 0) - cpuBefore;
          results.get(name)?.push({ points: first - from, ms, cpuMs: spent });
        }
      }
    }
    print(count, results);
  }
}

/**
 * @param {number} count
 * @param {ReadonlyMap<string, readonly Round[]>} results
 */
function print(count, results) {
  console.log(`\n${count} point${count === 1 ? '' : 's'} a call: points a second, medians of ${rounds} rounds`);
  const rates = new Map(
    [...results].map(([name, of]) => [name, median(of.map(({ points, ms }) => points / ms)) * 1000]),
  );
  const floor = rates.get('raw SQLite') ?? Number.NaN;
  const peer = rates.get('MLflow server');
  for (const [name, rate] of rates) {
    const cpu = median((results.get(name) ?? []).map(({ points, cpuMs }) => (cpuMs / points) * 1000));
    const ofPeer = peer === undefined ? '' : `${(rate / peer).toFixed(1).padStart(8)} x MLflow`;
    const ofFloor = `${(rate / floor).toFixed(2).padStart(8)} x raw`;
    const ofCpu = cpu === 0 ? '' : `${cpu.toFixed(1).padStart(8)} µs CPU a point`;
    console.log(`${name.padEnd(26)}${Math.round(rate).toLocaleString('en').padStart(10)}${ofFloor}${ofPeer}${ofCpu}`);
  }
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
