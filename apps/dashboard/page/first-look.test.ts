import { expect, it } from 'vitest';
import { inBrowser } from './__fixtures__/in-browser.js';

it(
  'has the sweep asked for before its script is there, once, and the children before the page is made',
  (context) =>
    inBrowser(context, undefined, async (list) => {
      // A page of its own: what the list still asks for is none of this sweep's.
      const page = await list.context().newPage();
      const [asked, complaints]: [string[], string[]] = [[], []];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route('**/main.js', async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(new URL('/?sweep=HD_1', list.url()).href, { waitUntil: 'commit' });
      await expect.poll(() => asked).toContain('/api/sweeps/HD_1');
      release();
      await page.waitForSelector('#children tbody td');
      await page.waitForSelector('#best .big');
      expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([
        '/api/sweeps/HD_1',
        '/api/sweeps/HD_1/children',
        '/api/session',
        '/api/sweeps/HD_1/best',
      ]);
      expect(complaints).toEqual([]);
    }),
  60_000,
);
