import { makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { secondSweep } from '../server/__fixtures__/hostile-sweep.js';
import { inBrowser } from './__fixtures__/in-browser.js';

const rowsOf = (page: Page): Promise<string[]> => page.locator('#children tbody tr td:first-child').allTextContents();
const valuesOf = (page: Page): Promise<string[]> =>
  page.locator('#children tbody tr td:nth-child(2)').allTextContents();

it(
  'shows the sweep, its best run and its children, and complains of nothing',
  (context) =>
    inBrowser(context, 'HD_1', async (page, complaints) => {
      await page.waitForSelector('#children tbody td');
      expect(new URL(page.url()).search).toBe('?sweep=HD_1');
      expect(await page.textContent('#status')).toBe('Completed');
      expect(await page.textContent('#best')).toContain('0.9');
      expect(await page.textContent('#best')).toContain('HD_1_1');
      expect(await rowsOf(page)).toEqual(['1', '3', '0', '4', '2']);
      expect(await valuesOf(page)).toEqual(['0.9', '0.8', '0.7', 'not logged', 'not a number']);
      expect(await page.locator('tr.best td:first-child').textContent()).toBe('1');
      expect(await page.getByTitle('All rows on one scale, from 0.').count()).toBe(5);
      expect(complaints).toEqual([]);
    }),
  60_000,
);

it(
  'marks the runs that tie with the best, and has failed ones without a value last',
  (context) =>
    inBrowser(context, 'HD_1', async (page, complaints, backend) => {
      const value = (accuracy: number) => ({ metrics: [scalarMetric('accuracy', [accuracy])] });
      const children = [value(0.9), { status: 'Failed' as const }, value(0.9), {}, value(0.5), value(0.9)];
      backend.load(makeSweep({ scope: backend.scope, runId: 'HD_3', primaryMetricName: 'accuracy', children }));
      await page.goto(new URL('/?sweep=HD_3', page.url()).href);
      // The rows come before their values, by which they are ranked.
      await page.getByText('2 more with the same value').waitFor();
      expect(await rowsOf(page)).toEqual(['5', '2', '0', '4', '3', '1']);
      const marks = await page
        .locator('#children tbody tr td:first-child')
        .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, '::before').content));
      expect(marks).toEqual(['"★ "', '"☆ "', '"☆ "', 'none', 'none', 'none']);
      expect(await page.getByLabel('has the value of the best run').count()).toBe(2);
      expect(complaints).toEqual([]);
    }),
  60_000,
);

it(
  'ranks anew by metric, goal, value and direction, without asking the server',
  (context) =>
    inBrowser(context, 'HD_1', async (page) => {
      await page.waitForSelector('#children tbody td');
      let asked = 0;
      page.on('request', () => {
        asked += 1;
      });
      await page.selectOption('#order', 'worst');
      expect(await rowsOf(page)).toEqual(['0', '3', '1', '4', '2']);
      await page.selectOption('#order', 'best');
      await page.selectOption('#scope', 'last');
      expect(await rowsOf(page)).toEqual(['3', '0', '1', '4', '2']);
      await page.selectOption('#scope', 'best');
      await page.selectOption('#metric', 'loss');
      await page.selectOption('#goal', 'minimize');
      expect(await rowsOf(page)).toEqual(['1', '3', '0', '2', '4']);
      expect(await valuesOf(page)).toEqual(['1', '2', '3', 'Infinity', 'not logged']);
      expect(await page.getAttribute('#children th[aria-sort]', 'aria-sort')).toBe('ascending');
      await page.check('#discard');
      await page.fill('#top', '2');
      expect(await rowsOf(page)).toEqual(['1', '3']);
      expect(await page.textContent('#news')).toBe('2 children by loss');
      expect(asked).toBe(0);
    }),
  60_000,
);

it(
  'is worked with the keyboard alone, by controls that say what they are',
  (context) =>
    inBrowser(context, 'HD_1', async (page) => {
      await page.waitForSelector('#children tbody td');
      for (const name of ['Metric', 'Goal', 'Value of a child', 'Order']) {
        expect(await page.getByRole('combobox', { name, exact: true }).count(), name).toBe(1);
      }
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('← All sweeps');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('HD_1_1');
      await page.keyboard.press('Tab');
      await page.keyboard.press('l');
      expect(await page.textContent('#news')).toBe('5 children by loss');
      await page.keyboard.press('Tab');
      await page.keyboard.press('l');
      expect(await rowsOf(page)).toEqual(['1', '3', '0', '2', '4']);
      for (let tab = 0; tab < 3; tab += 1) await page.keyboard.press('Tab');
      await page.keyboard.type('1');
      expect(await rowsOf(page)).toEqual(['1']);
      await page.keyboard.type('0');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      expect(await rowsOf(page)).toHaveLength(4);
    }),
  60_000,
);

it(
  'shows hostile names as text',
  (context) =>
    inBrowser(context, 'HD_1', async (page, complaints) => {
      await page.waitForSelector('#children tbody td');
      const heads = await page.locator('#children th').allTextContents();
      expect(heads).toContain('<img src=x onerror=alert(1)>');
      expect(heads).toContain('__proto__');
      const cells = await page.locator('#children td').allTextContents();
      expect(cells).toContain('<script>alert(2)</script>');
      expect(cells).toContain('9007199254740993');
      expect(complaints).toEqual([]);
    }),
  60_000,
);

it(
  'lists the sweeps, opens one, and says what is wrong with an unknown one',
  (context) =>
    inBrowser(context, undefined, async (page) => {
      await page.waitForSelector('table');
      await page.click('a[href="/?sweep=HD_2"]');
      await page.waitForSelector('#status');
      expect(await page.textContent('#status')).toBe('Running');
      expect(await page.textContent('#best')).toContain('No child has logged the primary metric.');
      await page.goto(new URL('/?sweep=HD_9', page.url()).href);
      expect(await page.textContent('[role=alert]')).toContain('HD_9');
      await page.click('text=All sweeps');
      await page.waitForSelector('table');
    }),
  60_000,
);

it(
  'shows what a running sweep has logged as the server sends it, and no more once it has ended',
  (context) =>
    inBrowser(context, undefined, async (page, complaints, backend) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(new URL('/?sweep=HD_2', page.url()).href);
      await page.waitForSelector('#children tbody td');
      await page.waitForFunction(() => document.querySelector('#looks')?.textContent === 'live');
      asked.length = 0;
      backend.load(secondSweep('Completed'));
      await page.waitForFunction(() => document.querySelector('#status')?.textContent === 'Completed');
      await page.waitForFunction(() => document.querySelector('#best')?.textContent?.includes('0.25'));
      await page.waitForFunction(() => document.querySelector('#looks')?.textContent === '');
      expect(await page.textContent('#news')).toBe('The sweep is Completed.');
      expect(asked.filter((path) => path !== '/api/sweeps/HD_2/events')).toEqual([]);
      expect(complaints).toEqual([]);
    }),
  60_000,
);

it(
  'looks again where nothing can be sent, one look at a time, and no more once the sweep has ended',
  (context) =>
    inBrowser(context, undefined, async (page, _complaints, backend) => {
      const asked: string[] = [];
      let [held, streams] = [Promise.resolve(), 0];
      await page.route('**/api/sweeps/**', async (route) => {
        const { pathname } = new URL(route.request().url());
        if (pathname.endsWith('/events')) {
          streams += 1;
          return route.abort();
        }
        asked.push(pathname);
        if (pathname !== '/api/sweeps/HD_1') await held;
        await route.continue();
      });
      // Asks something else, so that whatever the page has asked before is seen.
      const settle = () => page.evaluate(async () => void (await (await fetch('/api/sweeps/HD_1')).text()));
      await page.clock.install();
      await page.goto(new URL('/?sweep=HD_2', page.url()).href);
      await expect.poll(() => streams, { timeout: 30_000 }).toBe(2);
      await page.waitForFunction(() => document.querySelector('#looks')?.textContent === 'looks again every 2 s');
      await settle();
      asked.length = 0;

      let release = (): void => undefined;
      held = new Promise((resolve) => {
        release = resolve;
      });
      await page.clock.runFor(30_000);
      await settle();
      expect(asked).toEqual(['/api/sweeps/HD_2', '/api/sweeps/HD_1']);

      backend.load(secondSweep('Completed'));
      release();
      await page.waitForFunction(() => document.querySelector('#status')?.textContent === 'Completed');
      expect(await page.textContent('#news')).toBe('The sweep is Completed.');
      expect(await page.textContent('#best')).toContain('0.25');
      const before = asked.length;
      await page.clock.runFor(30_000);
      await settle();
      expect(asked.slice(before)).toEqual(['/api/sweeps/HD_1']);
      expect(streams).toBe(2);
    }),
  60_000,
);

it(
  'says in its heading that the server is not reachable and when it tries again, until it responds',
  (context) =>
    inBrowser(context, undefined, async (page) => {
      let [isGone, streams] = [false, 0];
      await page.route('**/api/sweeps/**', (route) => {
        const isStream = route.request().url().includes('/events');
        if (isStream) streams += 1;
        return isGone || isStream ? route.abort() : route.continue();
      });
      await page.clock.install();
      await page.goto(new URL('/?sweep=HD_2', page.url()).href);
      await page.waitForSelector('#children tbody td');
      const saysInHeading = (text: string) =>
        page.waitForFunction((wanted) => document.querySelector('#looks')?.textContent === wanted, text);
      await expect.poll(() => streams, { timeout: 30_000 }).toBe(2);
      await saysInHeading('looks again every 2 s');
      isGone = true;
      await page.clock.runFor(2000);
      await saysInHeading('server not reachable, tries again in 4 s');
      expect(await page.textContent('[role=alert]')).toContain('The dashboard does not respond.');
      await page.clock.runFor(1000);
      await saysInHeading('server not reachable, tries again in 3 s');
      await page.clock.runFor(3000);
      await saysInHeading('server not reachable, tries again in 8 s');
      expect(await rowsOf(page)).toEqual(['0']);

      isGone = false;
      await page.clock.runFor(8000);
      await saysInHeading('looks again every 2 s');
      expect(await page.locator('[role=alert]').count()).toBe(0);
    }),
  60_000,
);

it(
  'opens from a link on a page of another site, such as a terminal in a browser, and only once',
  (context) =>
    inBrowser(
      context,
      'HD_1',
      async (page) => {
        await page.waitForSelector('#children tbody td');
        const other = await page.context().browser()?.newContext();
        const second = await other?.newPage();
        const answer = await second?.goto(page.url());
        expect(answer?.status()).toBe(401);
        await other?.close();
        await page.reload();
        await page.waitForSelector('#children tbody td');
        expect(await rowsOf(page)).toEqual(['1', '3', '0', '4', '2']);
      },
      {
        async open(page, url) {
          await page.route('http://terminal.example/', (route) =>
            route.fulfill({ contentType: 'text/html', body: `<a href="${url}">open</a>` }),
          );
          await page.goto('http://terminal.example/');
          await page.click('a');
        },
      },
    ),
  60_000,
);
