/** Every view of the dashboard in Chromium, on a sweep that runs on the local service, on MLflow's protocol and on a file. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { startDashboard } from '@hyperdrive-run/dashboard';
import { createLocalServiceClient, type StartedLocalService } from '@hyperdrive-run/local';
import { connect, exportSnapshot, openSnapshot, type Workspace } from '@hyperdrive-run/sdk';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { connectTo, temporaryFolder } from '../conformance/open-service.js';
import { scriptScope, startTrainingScript } from '../conformance/run-training-script.js';
import { noChromium, openChromium } from './open-chromium.mjs';

/** Logs over plain HTTP and waits for a file to appear; the trial with rate 3 fails. */
const script = `
const { existsSync } = require('node:fs');
const { env, argv } = process;
const rate = Number(argv[2]);
console.log('learning at', rate);
const headers = { authorization: 'Bearer ' + env.MLFLOW_TRACKING_TOKEN };
const metrics = [0, 1, 2].map((step) => ({ key: 'loss', value: Math.abs(rate - 2) + 1 / (step + 1), timestamp: 1000 + step, step }));
const body = JSON.stringify({ run_id: env.MLFLOW_RUN_ID, metrics });
fetch(env.MLFLOW_TRACKING_URI + '/api/2.0/mlflow/runs/log-batch', { method: 'POST', headers, body }).then(() => {
  const timer = setInterval(() => {
    if (!existsSync(env.GATE)) return;
    clearInterval(timer);
    console.log('the gate is open');
    if (rate === 3) process.exitCode = 4;
  }, 50);
});
`;

let browser: Browser | undefined;

beforeAll(async () => {
  if (noChromium === undefined) browser = await openChromium();
});
afterAll(() => browser?.close());

/** Opens a page of a dashboard on a workspace; both are gone when the test is over. */
async function open(workspace: Workspace, acts: Parameters<typeof startDashboard>[0]['acts'] = {}): Promise<Page> {
  if (browser === undefined) throw new Error('Chromium did not start.');
  const folder = await temporaryFolder();
  await promisify(execFile)(process.execPath, [
    path.join(import.meta.dirname, '../../apps/dashboard/build.mjs'),
    folder,
  ]);
  const dashboard = await startDashboard({ workspace, acts, pageFolder: pathToFileURL(`${folder}/`) });
  const window = await browser.newContext();
  onTestFinished(async () => {
    await window.close();
    await dashboard.close();
  });
  const page = await window.newPage();
  await page.goto(dashboard.url);
  return page;
}

const go = (page: Page, query: Readonly<Record<string, string>>) =>
  page.goto(new URL(`/?${new URLSearchParams(query)}`, page.url()).href);
const shows = (page: Page, selector: string, text: string) =>
  page.waitForFunction(
    ([where = '', what = '']) => document.querySelector(where)?.textContent?.includes(what),
    [selector, text],
  );

function actsOf({ address, token }: StartedLocalService) {
  const client = createLocalServiceClient({ address, token, workspace: scriptScope });
  return {
    pause: (runId: string) => client.pauseSweep(runId),
    resume: (runId: string) => client.resumeSweep(runId),
    retry: (runId: string) => client.retry(runId),
  };
}

/** Looks at every view of a sweep that has ended, whose best trial is the one with rate 2. */
async function lookAtAll(page: Page, sweepId: string, trialId: string): Promise<void> {
  await go(page, { sweep: sweepId });
  await shows(page, '#best', '0.333333');
  await page.waitForSelector('.charts svg');
  expect(await page.locator('#children tbody td:first-child a').count()).toBe(3);
  await go(page, { sweep: sweepId, trial: trialId });
  await shows(page, '#metrics', 'loss');
  await shows(page, '#hyperparameters', 'rate');
  await shows(page, '#judgement', 'no early termination policy');
  await go(page, { sweep: sweepId, with: sweepId });
  await page.waitForSelector('table.compared');
}

it('shows a running sweep of the local service, acts on it, and then on MLflow and in a file the same', async (context) => {
  if (noChromium !== undefined) return context.skip(noChromium);
  const gate = path.join(await temporaryFolder(), 'gate');
  const { service, sweep, trial } = await startTrainingScript({
    command: 'node train.cjs ${{search_space.rate}}',
    files: { 'train.cjs': script },
    rates: [1, 2, 3],
    environmentVariables: { GATE: gate },
  });
  const workspace = connectTo(service, scriptScope);
  const page = await open(workspace, actsOf(service));
  await page.waitForSelector('#sweeps tbody a');
  await shows(page, '#sweeps', '0/3');
  await page.click('#sweeps tbody a');
  await shows(page, '#looks', 'live');
  await shows(page, '#children', '0.333333');
  await shows(page, '#status', 'Running');

  await page.click('[data-act=pause]');
  await page.locator('dialog').getByRole('button', { name: 'Pause' }).click();
  await shows(page, '#status', 'Paus');
  await page.click('[data-act=resume]');
  await page.locator('dialog').getByRole('button', { name: 'Resume' }).click();
  await page.waitForFunction(() => !document.querySelector('#status')?.textContent?.startsWith('Paus'));

  const running = await page.context().newPage();
  await running.goto(new URL(`/?${new URLSearchParams({ sweep: sweep.id, trial: `${sweep.id}_1` })}`, page.url()).href);
  await shows(running, '.log', 'learning at');
  await writeFile(gate, '');
  await shows(running, '.log', 'the gate is open');
  await shows(running, '#status', 'Completed');
  await shows(page, '#status', 'Completed');
  await shows(page, '.cards', 'Failed');
  await trial(0);

  const best = await sweep.findBestRun();
  const bestId = best?.run.id ?? '';
  await lookAtAll(page, sweep.id, bestId);
  const { address, token } = service;
  const mlflow = `mlflow+${address}/mlflow/v2.0/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w`;
  const throughMlflow = connect(mlflow, { credential: token, experiment: scriptScope.experimentName });
  await lookAtAll(await open(throughMlflow), sweep.id, bestId);
  const { workspace: file } = await openSnapshot(exportSnapshot(sweep));
  const filePage = await open(file);
  await lookAtAll(filePage, sweep.id, bestId);
  expect(await filePage.locator('[data-act]').count()).toBe(0);

  await go(page, { sweep: sweep.id });
  await page.click('[data-act=retry]');
  await page.locator('dialog').getByRole('button', { name: 'Retry' }).click();
  await shows(page, '.cards', '4 trials');
}, 240_000);
