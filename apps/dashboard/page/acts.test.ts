import { expect, it } from 'vitest';
import { inBrowser } from './__fixtures__/in-browser.js';

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
    { acts },
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
