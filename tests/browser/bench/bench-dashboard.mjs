// npm run bench:dashboard: a large sweep of the local service in a real Chromium. Prints when the page has its first rows, when
// everything has been read, what travelled, how many elements the page has, and the tasks over 50 ms while its table scrolls and while
// it computes the importance of hyperparameters.
//
//   npm run bench:dashboard -- [--trials 1000,10000] [--points 20]
//
// The service is a process of its own, as for users; the dashboard's server is this one.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startDashboard } from '@hyperdrive-run/dashboard';
import { connect } from '@hyperdrive-run/sdk';
import { openChromium } from '../open-chromium.mjs';
import { loadTrials } from './load-trials.mjs';
import { scrollTable } from './scroll-table.mjs';
import { traceTasks } from './trace-tasks.mjs';

const { values: options } = parseArgs({
  options: { trials: { type: 'string', default: '1000,10000' }, points: { type: 'string', default: '20' } },
});

const browser = await openChromium();
try {
  for (const trials of options.trials.split(',').map(Number)) await measure(trials);
} finally {
  await browser.close();
}

/** @param {number} trials */
async function measure(trials) {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-dashboard-'));
  loadTrials(folder, trials, Number(options.points));
  const service = fork(path.join(import.meta.dirname, 'serve-folder.mjs'), [folder]);
  try {
    const [{ address, token }] = await once(service, 'message');
    const uri = `azureml+${address}/subscriptions/s/resourceGroups/g/workspaces/w`;
    const workspace = connect(uri, { credential: token, experiment: 'bench' });
    console.log(`${trials} trials of ${options.points} values, 12 hyperparameters`);
    const dashboard = await startDashboard({ workspace, runId: 'HD_1' });
    // The server of the second look knows the trials.
    for (const name of ['first look', 'second look']) await look(name, dashboard.newUrl());
    await dashboard.close();
  } finally {
    service.disconnect();
    await once(service, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} name
 * @param {string} url
 */
async function look(name, url) {
  const window = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await window.newPage();
  const session = await window.newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.dataReceived', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  // What a first page takes beside the sweep, such as the start of the browser's processes, is none of the dashboard's.
  await page.goto('about:blank');
  const begun = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForSelector('#children tbody td');
  const firstRows = performance.now() - begun;
  await page.waitForFunction(
    () => {
      const text = document.querySelector('#count')?.textContent ?? '';
      return text.includes('children') && !text.includes('Reading');
    },
    undefined,
    { timeout: 180_000 },
  );
  await page.waitForFunction(() => document.querySelector('#best .big') !== null, undefined, { timeout: 180_000 });
  const whole = performance.now() - begun;
  const elements = await page.evaluate(() => document.querySelectorAll('*').length);
  const scrolling = await traceTasks(browser, () => scrollTable(page));
  const opened = performance.now();
  const computing = await traceTasks(browser, () => openImportance(page));
  const computed = performance.now() - opened;
  const line = [
    `first rows ${firstRows.toFixed(0)} ms`,
    `all read ${whole.toFixed(0)} ms`,
    `${(bytes / 1000).toFixed(0)} kB travelled`,
    `${elements} elements`,
    `scrolling: ${tasksText(scrolling)}`,
    `importance ${computed.toFixed(0)} ms: ${tasksText(computing)}`,
  ];
  console.log(`  ${name.padEnd(12)} ${line.join(', ')}`);
  await window.close();
}

/**
 * Opens the chart of importance, and waits until it is drawn.
 * @param {import('playwright-core').Page} page
 */
async function openImportance(page) {
  await page.getByRole('tab', { name: 'Importance' }).click();
  await page.waitForFunction(
    () => document.querySelector('.chart figcaption')?.textContent?.includes('The most important is'),
    undefined,
    { timeout: 180_000 },
  );
}

/** @param {Awaited<ReturnType<typeof traceTasks>>} tasks */
function tasksText({ long, longest, longCpu, longestCpu }) {
  return `${long} tasks over 50 ms, the longest ${longest.toFixed(0)} ms; of the processor ${longCpu}, the longest ${longestCpu.toFixed(0)} ms`;
}
