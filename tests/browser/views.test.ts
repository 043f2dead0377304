/** Every view of the dashboard in Chromium, on a sweep that runs on the local service, on a real MLflow server and on a file. */
import { createLocalServiceClient, type StartedLocalService } from '@hyperdrive-run/local';
import { connect, copyToMlflow, exportSnapshot, openSnapshot } from '@hyperdrive-run/sdk';
import { expect, it, onTestFinished } from 'vitest';
import { connectTo } from '../conformance/open-service.js';
import { scriptScope } from '../conformance/run-training-script.js';
import { startMlflowServer } from '../mlflow/start-mlflow-server.mjs';
import { go, lookAtViews, shows } from './look-at-views.js';
import { noChromium } from './open-chromium.mjs';
import { openDashboard, useChromium } from './open-dashboard.js';
import { startWaitingSweep } from './waiting-sweep.js';

useChromium();

const isFull = process.env['HYPERDRIVE_TEST_SCALE'] === 'full';

function actsOf({ address, token }: StartedLocalService) {
  const client = createLocalServiceClient({ address, token, workspace: scriptScope });
  return {
    pause: (runId: string) => client.pauseSweep(runId),
    resume: (runId: string) => client.resumeSweep(runId),
    retry: (runId: string) => client.retry(runId),
  };
}

it('shows every view of a sweep that runs on the local service, follows it, acts on it, and shows it in a file the same', async (context) => {
  if (noChromium !== undefined) return context.skip(noChromium);
  const { service, sweep, trial, letGo } = await startWaitingSweep();
  const page = await openDashboard(connectTo(service, scriptScope), actsOf(service));
  await page.waitForSelector('#sweeps tbody a');
  await shows(page, '#sweeps', '0/3');
  await page.click('#sweeps tbody a');
  await shows(page, '#looks', 'live');
  await shows(page, '#children', '0.333333');
  await shows(page, '#status', 'Running');
  const looked = { sweepId: sweep.id, bestId: `${sweep.id}_1` };
  await lookAtViews(page, looked);
  await go(page, { sweep: sweep.id });
  await shows(page, '#looks', 'live');

  await page.click('[data-act=pause]');
  await page.locator('dialog').getByRole('button', { name: 'Pause' }).click();
  await shows(page, '#status', 'Paus');
  await page.click('[data-act=resume]');
  await page.locator('dialog').getByRole('button', { name: 'Resume' }).click();
  await page.waitForFunction(() => !document.querySelector('#status')?.textContent?.startsWith('Paus'));

  const running = await page.context().newPage();
  await running.goto(new URL(`/?${new URLSearchParams({ sweep: sweep.id, trial: looked.bestId })}`, page.url()).href);
  await shows(running, '.log', 'learning at');
  await letGo();
  await shows(running, '.log', 'the gate is open');
  await shows(running, '#status', 'Completed');
  await shows(page, '#status', 'Completed');
  await shows(page, '.cards', 'Failed');
  await trial(0);

  if (isFull) await lookAtViews(page, looked);
  const { workspace: file } = await openSnapshot(exportSnapshot(sweep));
  const filePage = await openDashboard(file);
  if (isFull) await lookAtViews(filePage, looked);
  await go(filePage, { sweep: sweep.id });
  await filePage.waitForSelector('#children tbody td');
  expect(await filePage.locator('[data-act]').count()).toBe(0);

  await go(page, { sweep: sweep.id });
  await page.click('[data-act=retry]');
  await page.locator('dialog').getByRole('button', { name: 'Retry' }).click();
  await shows(page, '.cards', '4 trials');
}, 240_000);

it('shows every view of a sweep that runs on a real MLflow server, and follows it to its end', {
  tags: ['full'],
  timeout: 240_000,
}, async (context) => {
  if (noChromium !== undefined) return context.skip(noChromium);
  const mlflow = await startMlflowServer();
  if ('notRun' in mlflow) return context.skip(mlflow.notRun);
  onTestFinished(() => mlflow.server.stop());
  const { sweep, trial, letGo } = await startWaitingSweep();
  await expect.poll(async () => [...(await sweep.getMetrics()).values()].filter(({ size }) => size > 0).length).toBe(3);
  const uri = `mlflow+${mlflow.server.url}`;
  const copy = () => copyToMlflow(sweep, uri, { experiment: 'copied' });
  const { sweepId, ids } = await copy();
  const page = await openDashboard(connect(`${uri}?experiment=copied`));
  const looked = { sweepId, bestId: ids.get(`${sweep.id}_1`) ?? '' };
  await lookAtViews(page, looked);
  await go(page, { sweep: sweepId });
  await shows(page, '#status', 'Running');
  await shows(page, '#looks', 'live');

  await letGo();
  await trial(0);
  await copy();
  await shows(page, '#status', 'Completed');
  await shows(page, '.cards', 'Failed');
  await lookAtViews(page, looked);
  expect(await page.locator('[data-act]').count()).toBe(0);
  await go(page, { sweep: sweepId, trial: looked.bestId });
  await shows(page, '#log', 'This backend keeps no logs.');
});
