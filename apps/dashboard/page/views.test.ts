import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { inBrowser } from './__fixtures__/in-browser.js';
import { loadLargeSweep } from './__fixtures__/large-sweep.js';
import { allRead, rowsOf } from './__fixtures__/table-rows.js';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const allViews: readonly (readonly [path: string, ready: string])[] = [
  ['/', '#sweeps tbody td'],
  ['/?sweep=HD_big', '.charts svg'],
  ['/?sweep=HD_big&show=m%3Aloss&sort=down%3Ah%3Alr&range=..0.4%3Ah%3Alr', '#children tbody td'],
  ['/?sweep=HD_big&brush=0.1..0.9%3Alr', '.chart-brush'],
  ['/?sweep=HD_big&trial=HD_big_3', '#files li'],
  ['/?sweep=HD_big&with=HD_1', 'table.compared'],
  ['/?sweep=HD_nobody', '[role=alert]'],
];

const isFull = process.env['HYPERDRIVE_TEST_SCALE'] === 'full';
const views = isFull ? allViews : allViews.filter(([path]) => /^\/(\?sweep=HD_big(&trial=HD_big_3)?)?$/.test(path));
/** At full length in both: dark, only colours are others. */
const colorSchemes = isFull ? (['light', 'dark'] as const) : (['light'] as const);

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
  { tags: ['full'], timeout: 120_000 },
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
  'uses the whole width, has the columns that were chosen, and keeps the first one in place while the others scroll',
  (context) =>
    inBrowser(context, undefined, async (page, _complaints, backend) => {
      loadLargeSweep(backend, 60);
      await page.setViewportSize({ width: 1920, height: 900 });
      await page.goto(new URL('/?sweep=HD_big', page.url()).href);
      await page.waitForSelector('#children tbody td');
      await allRead(page);
      const leftOf = (selector: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((element) => Math.round(element.getBoundingClientRect().left));
      const scroller = page.locator('.scroll[role=region]').first();
      expect((await scroller.boundingBox())?.width).toBeGreaterThan(1800);
      const [first, second] = ['#children tbody td:nth-child(1)', '#children tbody td:nth-child(2)'];
      const before = [await leftOf(first), await leftOf(second)];
      await scroller.evaluate((element) => element.scrollBy(300, 0));
      expect([await leftOf(first), await leftOf(second)]).toEqual([before[0], (before[1] ?? 0) - 300]);

      await page.click('#columns summary');
      await page.locator('#columns').getByLabel('optimizer', { exact: true }).uncheck();
      await page.locator('#columns').getByLabel('loss', { exact: true }).check();
      const heads = await page.locator('#children th').allTextContents();
      expect([heads.includes('optimizer'), heads.includes('loss')]).toEqual([false, true]);
      expect(new URL(page.url()).searchParams.getAll('hide')).toEqual(['h:optimizer']);
      expect(new URL(page.url()).searchParams.getAll('show')).toEqual(['m:loss']);
    }),
  60_000,
);
