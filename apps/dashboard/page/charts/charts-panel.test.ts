import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { measuredImportance } from '@hyperdrive-run/charts';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { useChromium } from '../__fixtures__/chromium.js';
import { panelData } from './__fixtures__/panel-data.js';

/** The policy of the dashboard's server, under which the panel has to work. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'";
const document_ =
  '<!doctype html><html lang="en"><title>Charts</title><link rel="stylesheet" href="/style.css"><main id="app"></main><p id="said"></p><script type="module" src="/main.js"></script></html>';

let script = '';
let worker = '';
let style = '';

beforeAll(async () => {
  [script, worker] = await Promise.all([
    bundle(new URL('__fixtures__/panel-page.ts', import.meta.url)),
    bundle(new URL('importance/importance-worker.ts', import.meta.url)),
  ]);
  style = await readFile(new URL('../style.css', import.meta.url), 'utf8');
}, 60_000);

async function bundle(file: URL): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(file)],
    bundle: true,
    write: false,
    format: 'esm',
    conditions: ['@hyperdrive-run/source'],
  });
  return outputFiles[0]?.text ?? '';
}

/** Opens a page with the panel alone, which complains of nothing but what is expected. */
async function withPanel(
  context: TestContext,
  look: (page: Page) => Promise<void>,
  width = 1000,
  expected: readonly string[] = [],
): Promise<void> {
  const browser = await useChromium(context);
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => complaints.push('a dialog was opened')));
  await page.route('http://charts.example/**', (route) => {
    const files = new Map([
      ['/main.js', { body: script, contentType: 'text/javascript' }],
      ['/importance-worker.js', { body: worker, contentType: 'text/javascript' }],
      ['/style.css', { body: style, contentType: 'text/css' }],
    ]);
    const file = files.get(new URL(route.request().url()).pathname) ?? { body: document_, contentType: 'text/html' };
    return route.fulfill({ ...file, headers: { 'content-security-policy': contentSecurityPolicy } });
  });
  try {
    await page.goto('http://charts.example/');
    await page.waitForSelector('.chart svg');
    await look(page);
    expect(complaints.filter((complaint) => !expected.some((part) => complaint.includes(part)))).toEqual([]);
  } finally {
    await page.close();
  }
}

const tabs = ['Best so far', 'Curves', 'Slices', 'Parallel', 'Importance', 'Contour', 'Timeline', 'Distribution'];
const openTab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name }).click();

const computed = (page: Page) =>
  page.waitForFunction(() => document.querySelector('.chart figcaption')?.textContent?.endsWith('.'));

describe('the panel of charts', () => {
  it('shows every chart with a name, a description and few elements, and nothing of it beside the page', (context) =>
    withPanel(
      context,
      async (page) => {
        for (const name of tabs) {
          await openTab(page, name);
          await computed(page);
          const svg = page.locator('.chart svg');
          expect(await svg.getAttribute('aria-label'), name).toMatch(/\w/u);
          expect(await page.textContent('.chart figcaption'), name).toMatch(/\.$/u);
          expect(await svg.locator('*').count(), name).toBeLessThan(120);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(overflow, name).toBeLessThanOrEqual(0);
        }
      },
      390,
    ));

  it('goes from tab to tab and from value to value with the keyboard, and chooses a trial with Enter', (context) =>
    withPanel(context, async (page) => {
      await page.getByRole('tab', { name: 'Best so far' }).focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Curves');
      await page.keyboard.press('Home');
      await page.locator('.chart-surface').focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.getByRole('status').textContent()).toMatch(/^trial 0, accuracy: /u);
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('.chart-tip').textContent()).toMatch(/^trial 1/u);
      await page.keyboard.press('Enter');
      expect(await page.textContent('#said')).toBe('chosen HD_1_1');
      await page.keyboard.press('Enter');
      expect(await page.textContent('#said')).toBe('chosen ');
    }));

  it('says what is under the mouse, and chooses it with a click', (context) =>
    withPanel(context, async (page) => {
      const box = await page.locator('.chart svg').boundingBox();
      if (box === null) throw new Error('There is no drawing.');
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      for (let y = 20; y < box.height && (await page.locator('.chart-tip').isHidden()); y += 10) {
        await page.mouse.move(box.x + box.width / 2, box.y + y);
      }
      expect(await page.locator('.chart-tip').textContent()).toMatch(/^trial \d+accuracy: /u);
      await page.mouse.down();
      await page.mouse.up();
      expect(await page.textContent('#said')).toMatch(/^chosen HD_1_\d+$/u);
    }));

  it('filters by ranges that are dragged along axes, until they are taken away', (context) =>
    withPanel(context, async (page) => {
      await openTab(page, 'Parallel');
      const box = await page.locator('.chart svg').boundingBox();
      const x = await page.locator('.chart svg text.heading').last().boundingBox();
      if (box === null || x === null) throw new Error('There is no drawing.');
      const axis = x.x + x.width / 2;
      await page.mouse.move(axis, box.y + 30);
      await page.mouse.down();
      await page.mouse.move(axis, box.y + 120, { steps: 5 });
      await page.mouse.up();
      const filtered = Number(/^filter (\d+)$/u.exec((await page.textContent('#said')) ?? '')?.[1]);
      expect(filtered).toBeGreaterThan(0);
      expect(filtered).toBeLessThan(50);
      await openTab(page, 'Best so far');
      expect(await page.textContent('.chart figcaption')).toContain(`The accuracy of ${filtered} trials`);
      await openTab(page, 'Parallel');
      expect(await page.locator('.chart-brush').count()).toBe(1);
      await page.getByRole('button', { name: 'Clear ranges' }).click();
      expect(await page.textContent('#said')).toBe('no filter');
      expect(await page.locator('.chart-brush').count()).toBe(0);
    }));

  it('has ranges whose ends are moved by keys and say their values, as the mouse would choose them', (context) =>
    withPanel(context, async (page) => {
      await openTab(page, 'Parallel');
      const upper = page.getByRole('slider', { name: 'lr, upper end of the range' });
      const lower = page.getByRole('slider', { name: 'lr, lower end of the range' });
      expect(await lower.getAttribute('aria-valuetext')).toBe('no limit');
      await lower.focus();
      await page.keyboard.press('Tab');
      expect(await upper.evaluate((thumb) => thumb === document.activeElement)).toBe(true);
      for (let press = 0; press < 5; press += 1) await page.keyboard.press('PageDown');
      const text = await upper.getAttribute('aria-valuetext');
      const limit = Number(/^up to ([\d.e-]+)$/u.exec(text ?? '')?.[1]);
      expect(limit).toBeGreaterThan(1e-4);
      expect(limit).toBeLessThan(0.01);
      const inside = await page.evaluate(() => document.querySelector('#said')?.textContent);
      expect(inside).toMatch(/^filter [1-4]\d$/u);
      // The focus stays where it is, and the box says the same as the slider.
      expect(await page.locator('.chart-brush .upper').textContent()).toBe(String(limit));
      await page.keyboard.press('ArrowUp');
      expect(Number((await upper.getAttribute('aria-valuetext'))?.slice(6))).toBeGreaterThan(limit);
      await page.keyboard.press('End');
      expect(await page.textContent('#said')).toBe('no filter');
      await lower.focus();
      await page.keyboard.press('End');
      expect(await lower.getAttribute('aria-valuetext')).toBe('from 0.1');
      expect(await upper.getAttribute('aria-valuetext')).toBe('no limit');
      await page.keyboard.press('Delete');
      expect(await page.textContent('#said')).toBe('no filter');
      expect(await page.locator('.chart-brush').count()).toBe(0);
    }));

  it('computes in a worker how much hyperparameters matter, and can be used meanwhile', (context) =>
    withPanel(context, async (page) => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route('http://charts.example/importance-worker.js', async (route) => {
        await held;
        await route.fallback();
      });
      await openTab(page, 'Importance');
      expect(await page.textContent('.chart figcaption')).toBe('Computing how much each hyperparameter matters …');
      await openTab(page, 'Slices');
      expect(await page.textContent('.chart figcaption')).toContain('against each of 3 hyperparameters');
      await openTab(page, 'Importance');
      release();
      await computed(page);
      expect(await page.textContent('.chart figcaption')).toContain('The most important is lr.');
      await page.click('.chart-table summary');
      await page.waitForSelector('.chart-table td');
      const shares = await page
        .locator('.chart-table td:nth-child(2)')
        .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('title'))));
      const { trials, space } = panelData;
      const data = { trials, space, metric: 'accuracy', goal: 'maximize', scope: 'best' } as const;
      expect(shares).toEqual(measuredImportance(data).importances.map(({ share }) => share));
    }));

  it('says why the importance cannot be computed', (context) =>
    withPanel(
      context,
      async (page) => {
        const broken = { body: 'throw new Error("broken")', contentType: 'text/javascript' };
        await page.route('http://charts.example/importance-worker.js', (route) => route.fulfill(broken));
        await openTab(page, 'Importance');
        await page.waitForFunction(() =>
          document.querySelector('.chart figcaption')?.textContent?.includes('could not be computed: '),
        );
        expect(await page.textContent('.chart figcaption')).toContain('broken');
      },
      1000,
      ['broken'],
    ));

  it('has the data of each chart in a table that opens', (context) =>
    withPanel(context, async (page) => {
      await openTab(page, 'Slices');
      await page.click('.chart-table summary');
      await page.waitForSelector('.chart-table tbody tr');
      expect(await page.locator('.chart-table tbody tr').count()).toBe(50);
      const heads = await page.locator('.chart-table th').allTextContents();
      expect(heads).toEqual(['trial', 'lr', 'dropout', '<img src=x onerror=alert(1)>', 'accuracy']);
    }));

  it('saves a chart as an SVG file and as a picture', (context) =>
    withPanel(context, async (page) => {
      const saved = async (name: string): Promise<Buffer> => {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name }).click(),
        ]);
        expect(download.suggestedFilename()).toMatch(/^Best-accuracy-so-far\.(?:svg|png)$/u);
        return readFile(await download.path());
      };
      expect((await saved('Save SVG')).toString()).toMatch(/^<svg [\s\S]*<title>Best accuracy so far<\/title>/u);
      const picture = await saved('Save PNG');
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
      // Twice the size of the drawing.
      expect(picture.readUInt32BE(20)).toBe(720);
    }));
});
