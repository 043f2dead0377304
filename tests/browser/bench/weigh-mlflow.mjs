// What the page of MLflow's own server weighs, and what axe finds on it: the runs of an experiment with 30 runs, in Chromium. For the
// table of docs/dashboard.md. The first time it makes the environment with MLflow.
//
//   node tests/browser/bench/weigh-mlflow.mjs

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { startMlflowServer } from '../../mlflow/start-mlflow-server.mjs';
import { openChromium } from '../open-chromium.mjs';

const axe = createRequire(new URL('../../../apps/dashboard/package.json', import.meta.url)).resolve(
  'axe-core/axe.min.js',
);
/** So long it may go on loading what it shows at first. */
const settledMs = 15_000;

const started = await startMlflowServer({});
if ('notRun' in started) throw new Error(started.notRun);
const { server } = started;
try {
  const experimentId = await logRuns(server.url, 30);
  const browser = await openChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    let bytes = 0;
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(`${server.url}/#/experiments/${experimentId}/runs`);
    await delay(settledMs);
    const version = await (await fetch(`${server.url}/version`)).text();
    console.log(`MLflow ${version}: ${(bytes / 1e6).toFixed(1)} MB as sent`);
    await page.evaluate(await readFile(axe, 'utf8'));
    /** @type {{ violations: readonly { id: string, impact: string, nodes: readonly unknown[] }[] }} */
    const found = await page.evaluate('axe.run()');
    for (const { impact, id, nodes } of found.violations) console.log(`axe: ${impact} ${id}, ${nodes.length} times`);
  } finally {
    await browser.close();
  }
} finally {
  await server.stop();
}

/**
 * @param {string} url
 * @param {number} count
 * @returns {Promise<string>} The experiment's id.
 */
async function logRuns(url, count) {
  const { experiment_id: experiment } = await call(url, 'experiments/create', { name: 'flowers' });
  for (let number = 0; number < count; number += 1) {
    const { run } = await call(url, 'runs/create', { experiment_id: experiment, start_time: Date.now() });
    const metrics = [{ key: 'accuracy', value: number / count, timestamp: Date.now(), step: 0 }];
    const params = [{ key: 'learning_rate', value: String(number) }];
    await call(url, 'runs/log-batch', { run_id: run.info.run_id, metrics, params });
    await call(url, 'runs/update', { run_id: run.info.run_id, status: 'FINISHED' });
  }
  return experiment;
}

/**
 * @param {string} url
 * @param {string} method
 * @param {object} body
 */
async function call(url, method, body) {
  const response = await fetch(`${url}/api/2.0/mlflow/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}
