// npm run screenshots: the pictures of the documents, from sweeps that are made up and the same each time.
//
//   npm run screenshots -- [--all FOLDER]
//
// Writes those that the documents show into docs/images; with --all each view and each chart at 1280, 1920 and 390 pixels, light and dark,
// and the views as they are printed, into a folder.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startDashboard } from '@hyperdrive-run/dashboard';
import { Workspace } from '@hyperdrive-run/sdk';
import { InMemoryBackend } from '@hyperdrive-run/sdk/testing';
import { openChromium } from '../open-chromium.mjs';
import { demoSweep } from './demo-sweep.mjs';

const { values: options } = parseArgs({ options: { all: { type: 'string' } } });
const images = path.resolve(import.meta.dirname, '../../../docs/images');

const sweeps = [
  demoSweep({ runId: 'HD_flowers_wide', displayName: 'flowers, wide', seed: 7, trials: 48 }),
  demoSweep({ runId: 'HD_flowers_narrow', displayName: 'flowers, second round', seed: 23, trials: 64 }),
  demoSweep({ runId: 'HD_flowers_today', displayName: 'flowers, today', seed: 5, trials: 30, isRunning: true }),
];

/** Each view: its address, and what to wait for. */
const views = new Map([
  ['sweeps', ['/', '#sweeps tbody td']],
  ['sweep', ['/?sweep=HD_flowers_narrow&chosen=3&chosen=7', '#children tbody td']],
  ['charts', ['/?sweep=HD_flowers_narrow&chosen=3&chosen=7', '.charts svg']],
  ['running', ['/?sweep=HD_flowers_today', '#children tbody td']],
  ['trial', ['/?sweep=HD_flowers_narrow&trial=HD_flowers_narrow_3', '#files li']],
  ['compare', ['/?sweep=HD_flowers_wide&with=HD_flowers_narrow', 'table.compared']],
]);

/** The charts, by what their tabs say. */
const chartTabs = ['Best so far', 'Curves', 'Slices', 'Parallel', 'Importance', 'Contour', 'Timeline', 'Distribution'];

/** @typedef {{ width: number, height: number, colours: 'light' | 'dark', isWhole?: boolean, isPrinted?: boolean, chart?: string }} Look */

/** @type {readonly { name: string, view: string, look: Look }[]} */
const shown = [
  { name: 'dashboard', view: 'sweep', look: { width: 1280, height: 900, colours: 'light' } },
  { name: 'dashboard-dark', view: 'charts', look: { width: 1280, height: 900, colours: 'dark' } },
  { name: 'dashboard-trial', view: 'trial', look: { width: 1280, height: 900, colours: 'light' } },
  { name: 'dashboard-compare', view: 'compare', look: { width: 1280, height: 900, colours: 'light' } },
  { name: 'dashboard-phone', view: 'sweep', look: { width: 390, height: 780, colours: 'light' } },
];

/** @type {readonly ('light' | 'dark')[]} */
const themes = ['light', 'dark'];

const browser = await openChromium();
const nothing = async () => undefined;
const acts = { cancel: nothing, pause: nothing, resume: nothing, retry: nothing };
const dashboard = await startDashboard({
  workspace: new Workspace(new InMemoryBackend({ experimentName: 'flowers' }, sweeps)),
  acts,
});
try {
  const all = options.all;
  if (all === undefined) {
    for (const { name, view, look } of shown) await shoot(path.join(images, `${name}.png`), view, look);
  } else {
    await mkdir(all, { recursive: true });
    for (const view of views.keys()) {
      for (const width of [1280, 1920, 390]) {
        for (const colours of themes) {
          const look = { width, height: 1000, colours, isWhole: true };
          await shoot(path.join(all, `${view}-${width}-${colours}.png`), view, look);
          for (const chart of view === 'charts' ? chartTabs : []) {
            const name = chart.toLowerCase().replaceAll(' ', '-');
            await shoot(path.join(all, `chart-${name}-${width}-${colours}.png`), view, { ...look, chart });
          }
        }
      }
      const printed = {
        width: 718,
        height: 1000,
        colours: /** @type {const} */ ('light'),
        isWhole: true,
        isPrinted: true,
      };
      await shoot(path.join(all, `${view}-print.png`), view, printed);
    }
  }
} finally {
  await browser.close();
  await dashboard.close();
}

/**
 * @param {string} file
 * @param {string} view
 * @param {Look} look
 */
async function shoot(file, view, { width, height, colours, isWhole = false, isPrinted = false, chart }) {
  const [address = '', ready = ''] = views.get(view) ?? [];
  const window = await browser.newContext({
    viewport: { width, height },
    colorScheme: colours,
    // The same picture wherever it is made.
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  const page = await window.newPage();
  // Sweeps that run have run for the same time in each picture.
  await page.clock.setFixedTime(new Date('2026-03-02T11:00:00Z'));
  await page.goto(dashboard.newUrl());
  await page.goto(new URL(address, dashboard.url).href);
  await page.waitForSelector(ready);
  await page.waitForFunction(() => document.querySelector('[aria-busy]') === null);
  if (view === 'charts')
    await page.locator('section[aria-label="Charts"]').evaluate((charts) => charts.scrollIntoView());
  if (isPrinted) {
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  }
  if (chart === undefined) await page.screenshot({ path: file, fullPage: isWhole, animations: 'disabled' });
  else await shootChart(page, file, chart);
  await window.close();
  console.log(path.relative(process.cwd(), file));
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} file
 * @param {string} chart
 */
async function shootChart(page, file, chart) {
  await page.getByRole('tab', { name: chart }).click();
  await page.waitForFunction(() => document.querySelector('.chart figcaption')?.textContent?.endsWith('.'));
  await page.locator('section[aria-label="Charts"]').screenshot({ path: file, animations: 'disabled' });
}
