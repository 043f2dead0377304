import { makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { expect, it } from 'vitest';
import { inBrowser } from './__fixtures__/in-browser.js';
import { openLargeSweep } from './__fixtures__/open-large-sweep.js';
import { allRead, rowsOf } from './__fixtures__/table-rows.js';

const accuracy = scalarMetric('accuracy', [0.5, 0.6]);

it(
  'keeps in the address what was chosen, so that a reload and a link show it again',
  (context) =>
    inBrowser(context, undefined, async (page, _complaints, backend) => {
      await openLargeSweep(page, backend);
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

it('keeps in the address what was brushed in a chart, and filters by it again', { tags: ['full'] }, (context) =>
  inBrowser(context, undefined, async (page, _complaints, backend) => {
    await openLargeSweep(page, backend, 60);
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
);

it(
  'filters by a range whose ends are moved with the keyboard, and keeps it in the address',
  { tags: ['full'] },
  (context) =>
    inBrowser(context, undefined, async (page, _complaints, backend) => {
      await openLargeSweep(page, backend, 60);
      await page.getByRole('tab', { name: 'Parallel' }).focus();
      await page.keyboard.press('Enter');
      const upper = page.getByRole('slider', { name: 'accuracy, upper end of the range' });
      await upper.focus();
      for (let press = 0; press < 4; press += 1) await page.keyboard.press('PageDown');
      expect(await upper.getAttribute('aria-valuetext')).toMatch(/^up to 0\.1\d*$/);
      // The slider is still the one that has the focus, and what it leaves is said.
      expect(await upper.evaluate((thumb) => thumb === document.activeElement)).toBe(true);
      expect(await page.textContent('#news')).toMatch(/^\d\d children by accuracy$/);
      expect(await page.textContent('#count')).toMatch(/^\d\d of 60 children fit/);
      expect(new URL(page.url()).searchParams.get('brush')).toMatch(/^0\.\d+\.\.1:accuracy$/);
      await page.keyboard.press('Delete');
      expect(await page.textContent('#count')).toBe('60 children.');
    }),
);

it(
  'offers a logarithmic scale where values span decades, for rows and charts alike, and keeps it in the address',
  { tags: ['full'] },
  (context) =>
    inBrowser(context, undefined, async (page, _complaints, backend) => {
      const children = [1, 20, 100].map((loss) => ({ metrics: [scalarMetric('loss', [loss, loss / 2]), accuracy] }));
      backend.load(makeSweep({ scope: backend.scope, runId: 'HD_wide', primaryMetricName: 'loss', children }));
      await page.goto(new URL('/?sweep=HD_wide', page.url()).href);
      await page.waitForSelector('#children tbody td svg');
      await page.waitForSelector('.chart svg');
      const scaleOf = async (): Promise<unknown> => [
        await page.getByTitle('All rows on one logarithmic scale, from 0.5 to 100').count(),
        await page.locator('.chart svg text', { hasText: 'loss (log)' }).count(),
      ];
      expect(await scaleOf()).toEqual([0, 0]);
      await page.selectOption('#scale', 'log');
      expect(await scaleOf()).toEqual([3, 1]);
      await page.goto(page.url());
      await page.waitForSelector('#children tbody td svg');
      await page.waitForSelector('.chart svg');
      expect([await scaleOf(), await page.inputValue('#scale')]).toEqual([[3, 1], 'log']);
      await page.selectOption('#metric', 'accuracy');
      expect(await page.locator('#scale').isHidden()).toBe(true);
    }),
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
  'draws the charts by the metric, goal and value that the table is ranked by',
  (context) =>
    inBrowser(context, 'HD_1', async (page) => {
      await page.waitForSelector('#children tbody td');
      await allRead(page);
      await page.waitForSelector('.chart svg');
      const caption = () => page.textContent('.chart figcaption');
      expect(await caption()).toContain('The accuracy of 3 trials (higher is better). The best is 0.9 of trial 1.');
      await page.selectOption('#scope', 'last');
      expect(await caption()).toContain('The best is 0.8 of trial 3.');
      await page.selectOption('#goal', 'minimize');
      expect(await caption()).toContain('(lower is better). The best is 0.2 of trial 1.');
      await page.selectOption('#metric', 'loss');
      expect(await caption()).toContain('The loss of 3 trials (lower is better). The best is 1 of trial 1.');
    }),
  60_000,
);
