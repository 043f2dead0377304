import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { makeSweep } from '@hyperdrive-run/sdk/testing';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inBrowser, useBrowser } from './__fixtures__/in-browser.js';
import { loadLargeSweep } from './__fixtures__/large-sweep.js';

useBrowser();

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const rowsOf = (page: Page): Promise<string[]> => page.locator('#children tbody tr td:first-child').allTextContents();
const allRead = (page: Page) =>
  page.waitForFunction(() => {
    const text = document.querySelector('#count')?.textContent ?? '';
    return text.includes('children') && !text.includes('Reading');
  });

const views: readonly (readonly [path: string, ready: string])[] = [
  ['/', '#sweeps tbody td'],
  ['/?sweep=HD_big', '.charts svg'],
  ['/?sweep=HD_big&show=m%3Aloss&sort=down%3Ah%3Alr&range=..0.4%3Ah%3Alr', '#children tbody td'],
  ['/?sweep=HD_big&trial=HD_big_3', '#files li'],
  ['/?sweep=HD_big&with=HD_1', 'table.compared'],
  ['/?sweep=HD_nobody', '[role=alert]'],
];

/** At full length in both: dark, only colours are others. */
const colorSchemes =
  process.env['HYPERDRIVE_TEST_SCALE'] === 'full' ? (['light', 'dark'] as const) : (['light'] as const);

it(
  `axe finds nothing in any view, ${colorSchemes.join(' and ')}, also where tables are wide`,
  (context) =>
    inBrowser(context, undefined, async (page, _complaints, backend) => {
      loadLargeSweep(backend, 60);
      const { origin } = new URL(page.url());
      const findings: string[] = [];
      for (const colorScheme of colorSchemes) {
        await page.emulateMedia({ colorScheme });
        for (const [path, ready] of views) {
          await page.goto(origin + path);
          await page.waitForSelector(ready);
          for (const unfold of await page.locator('details > summary').all()) await unfold.click();
          // Evaluated by the debugger: the page's own policy lets no other script in.
          await page.evaluate(await readFile(axe, 'utf8'));
          const rules = colorScheme === 'dark' ? '{ runOnly: ["color-contrast"] }' : '';
          const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
            `axe.run(${rules})`,
          );
          for (const { id, nodes } of found.violations) {
            findings.push(`${path} ${colorScheme} ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
          }
        }
      }
      expect(findings).toEqual([]);
    }),
  240_000,
);

it(
  'no view scrolls sideways at 390 pixels, whatever names are',
  (context) =>
    inBrowser(context, undefined, async (page, _complaints, backend) => {
      loadLargeSweep(backend);
      const { origin } = new URL(page.url());
      await page.setViewportSize({ width: 390, height: 800 });
      for (const [path, ready] of views) {
        await page.goto(origin + path);
        await page.waitForSelector(ready);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, path).toBeLessThanOrEqual(390);
      }
    }),
  120_000,
);

it(
  'prints every view within the width of a sheet of paper, with every row and whole statuses',
  (context) =>
    inBrowser(context, undefined, async (page, _complaints, backend) => {
      loadLargeSweep(backend, 60);
      const { origin } = new URL(page.url());
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 718, height: 1000 });
      for (const [path, ready] of views) {
        await page.goto(origin + path);
        await page.waitForSelector(ready, { state: 'attached' });
        await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(718);
        const cut = await page
          .locator('td .badge')
          .evaluateAll((badges) => badges.filter((badge) => badge.scrollWidth > badge.clientWidth).length);
        expect(cut, path).toBe(0);
      }
      await page.goto(`${origin}/?sweep=HD_big`);
      await page.waitForSelector('#children tbody td');
      await allRead(page);
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      expect(await page.locator('#children tbody tr[aria-rowindex]').count()).toBe(60);
    }),
  120_000,
);

it(
  'has in the document only the rows in view, and reaches the last one by the keyboard',
  (context) =>
    inBrowser(context, undefined, async (page, _complaints, backend) => {
      loadLargeSweep(backend);
      await page.goto(new URL('/?sweep=HD_big&hide=line', page.url()).href);
      await page.waitForSelector('#children tbody td');
      await allRead(page);
      expect(await page.getAttribute('#children', 'aria-rowcount')).toBe('501');
      expect((await rowsOf(page)).length).toBeLessThan(80);
      await page.locator('.scroll[role=region]').first().focus();
      await page.keyboard.press('End');
      await page.waitForSelector('#children tbody tr[aria-rowindex="501"]');
      expect((await rowsOf(page)).length).toBeLessThan(80);
      const [head, cell] = await page.evaluate(() => {
        const table = document.querySelector('#children');
        const scroller = table?.parentElement?.getBoundingClientRect().top;
        return [scroller, table?.querySelector('thead th')?.getBoundingClientRect().top];
      });
      expect(cell).toBe(head);
    }),
  60_000,
);

it(
  'keeps in the address what was chosen, so that a reload and a link show it again',
  (context) =>
    inBrowser(context, undefined, async (page, _complaints, backend) => {
      loadLargeSweep(backend);
      await page.goto(new URL('/?sweep=HD_big', page.url()).href);
      await page.waitForSelector('#children tbody td');
      await allRead(page);
      await page.selectOption('#metric', 'loss');
      await page.selectOption('#goal', 'minimize');
      await page.fill('#find', 'adam');
      await page.click('#filters summary');
      await page.getByLabel(/^Completed \(/).check();
      await page.click('#add-range');
      await page.getByLabel('Column', { exact: true }).selectOption('h:lr');
      await page.getByLabel('at most').fill('0.1');
      await page.getByLabel('at most').press('Enter');
      await page.getByRole('button', { name: 'lr', exact: true }).click();
      await page.getByLabel('Choose run 2', { exact: true }).check();
      const [rows, count] = [await rowsOf(page), await page.textContent('#count')];
      expect(rows.slice(0, 3).map((row) => row.trim())).toEqual(['2', '4', '6']);
      expect(count).toContain('of 500 children fit');
      await page.goto(page.url());
      await page.waitForSelector('#children tbody td');
      await allRead(page);
      expect([await rowsOf(page), await page.textContent('#count')]).toEqual([rows, count]);
      expect(await page.inputValue('#metric')).toBe('loss');
      expect(await page.getByLabel('Choose run 2', { exact: true }).isChecked()).toBe(true);
      expect(await page.getAttribute('#children th[aria-sort]', 'aria-sort')).toBe('ascending');
    }),
  60_000,
);

it(
  'keeps in the address what was brushed in a chart, and filters by it again',
  (context) =>
    inBrowser(context, undefined, async (page, _complaints, backend) => {
      loadLargeSweep(backend, 60);
      await page.goto(new URL('/?sweep=HD_big', page.url()).href);
      await page.waitForSelector('#children tbody td');
      await allRead(page);
      await page.getByRole('tab', { name: 'Parallel' }).click();
      await page.locator('.chart svg').scrollIntoViewIfNeeded();
      const drawing = await page.locator('.chart svg').boundingBox();
      const heading = await page.locator('.chart svg text.heading').last().boundingBox();
      if (drawing === null || heading === null) throw new Error('There is no drawing.');
      const axis = heading.x + heading.width / 2;
      await page.mouse.move(axis, drawing.y + 30);
      await page.mouse.down();
      await page.mouse.move(axis, drawing.y + 150, { steps: 5 });
      await page.mouse.up();
      const [rows, count] = [await rowsOf(page), await page.textContent('#count')];
      expect(count).toMatch(/^\d+ of 60 children fit/);
      expect(new URL(page.url()).searchParams.get('brush')).toMatch(/^[\d.]+\.\.[\d.]+:accuracy$/);
      await page.goto(page.url());
      await page.waitForSelector('.chart-brush');
      await allRead(page);
      expect([await rowsOf(page), await page.textContent('#count')]).toEqual([rows, count]);
      await page.getByRole('button', { name: 'Clear ranges' }).click();
      expect(new URL(page.url()).searchParams.has('brush')).toBe(false);
      expect(await page.textContent('#count')).toBe('60 children.');
    }),
  60_000,
);

it(
  'keeps in the address how the sweeps are sorted, what is searched for, and which two are to be compared',
  (context) =>
    inBrowser(context, undefined, async (page, _complaints, backend) => {
      for (const runId of ['HD_b', 'HD_a', 'HD_other']) {
        backend.load(makeSweep({ scope: backend.scope, runId, primaryMetricName: 'loss', children: [] }));
      }
      await page.waitForSelector('#sweeps tbody td');
      await page.goto(new URL('/', page.url()).href);
      await page.getByRole('button', { name: 'Sweep', exact: true }).click();
      await page.getByLabel('Choose HD_a', { exact: true }).check();
      await page.getByLabel('Choose HD_b', { exact: true }).check();
      await page.fill('#find', 'HD_');
      const sweepsOf = () => page.locator('#sweeps tbody tr td:first-child').allTextContents();
      const sweeps = await sweepsOf();
      expect(sweeps.slice(-3)).toEqual(['HD_a', 'HD_b', 'HD_other']);
      await page.goto(page.url());
      await page.waitForSelector('#sweeps tbody td');
      expect(await sweepsOf()).toEqual(sweeps);
      expect(await page.inputValue('#find')).toBe('HD_');
      expect(await page.getAttribute('#compare a', 'href')).toBe('/?sweep=HD_a&with=HD_b');
    }),
  60_000,
);

it(
  'opens the page of a trial from its row, with its metrics, its log as text and its files',
  (context) =>
    inBrowser(context, undefined, async (page, complaints, backend) => {
      loadLargeSweep(backend);
      await page.goto(new URL('/?sweep=HD_big&find=HD_big_7', page.url()).href);
      await page.getByRole('link', { name: '7', exact: true }).click();
      await page.waitForSelector('#files li');
      expect(await page.textContent('h1')).toBe('Trial 7');
      expect(await page.textContent('#metrics')).toContain('accuracy');
      const curve = page.locator('#metrics .chart-surface').first();
      await curve.focus();
      await page.keyboard.press('End');
      expect(await curve.locator('.chart-tip').textContent()).toMatch(/^trial 7.*accuracy: /);
      await page.waitForFunction(() => document.querySelector('.log')?.textContent?.includes('<b>bold</b>'));
      await page.waitForFunction(() =>
        document.querySelector('#judgement')?.textContent?.includes('no early termination'),
      );
      const [saved] = await Promise.all([page.waitForEvent('download'), page.click('#files li a')]);
      expect(saved.suggestedFilename()).toMatch(/\.bin$/);
      expect(complaints).toEqual([]);
    }),
  60_000,
);

it('asks before it acts, does nothing when told not to, and says what the service refused', (context) => {
  const done: string[] = [];
  const acts = {
    cancel: async (runId: string) => done.push(`cancel ${runId}`),
    pause: async (runId: string) => done.push(`pause ${runId}`),
  };
  return inBrowser(
    context,
    'HD_2',
    async (page) => {
      await page.click('[data-act=pause]');
      await page.waitForSelector('dialog[open]');
      await page.keyboard.press('Enter');
      await page.waitForSelector('dialog', { state: 'detached' });
      expect(done).toEqual([]);
      await page.click('[data-act=cancel]');
      await page.locator('dialog').getByRole('button', { name: 'Cancel', exact: true }).click();
      await expect.poll(() => done).toEqual(['cancel HD_2']);
      expect(await page.locator('[data-act=retry], [data-act=resume]').count()).toBe(0);
    },
    (page, url) => page.goto(url),
    acts,
  );
}, 60_000);

it(
  'makes an address for another browser, and remembers the colours that were chosen',
  (context) =>
    inBrowser(context, 'HD_1', async (page) => {
      await page.click('#another-browser');
      const url = await page.locator('dialog input').inputValue();
      await page.keyboard.press('Escape');
      const other = await page.context().browser()?.newContext();
      const second = await other?.newPage();
      expect((await second?.goto(url))?.status()).toBe(200);
      await other?.close();
      await page.selectOption('#theme', 'dark');
      await page.reload();
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
    }),
  60_000,
);
