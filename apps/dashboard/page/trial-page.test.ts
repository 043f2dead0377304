import { type InMemoryBackend, makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { expect, it } from 'vitest';
import { inBrowser } from './__fixtures__/in-browser.js';
import { loadLargeSweep } from './__fixtures__/large-sweep.js';

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

/** A sweep with a trial that failed on another machine, and one that runs. */
function loadFailedTrial(backend: InMemoryBackend): void {
  const sweep = makeSweep({
    scope: backend.scope,
    runId: 'HD_mixed',
    status: 'Running',
    children: [{ status: 'Failed', metrics: [scalarMetric('loss', [1])] }, { status: 'Running' }],
  });
  const times = { startTime: new Date('2026-03-02T09:00:00Z'), endTime: new Date('2026-03-02T09:02:05Z') };
  const children = sweep.children.map((child, number) =>
    number === 0
      ? { ...child, record: { ...child.record, ...times, error: { message: 'exit code 7' } } }
      : { ...child, record: { ...child.record, queueMessage: 'Waits for a node.' } },
  );
  backend.load({ ...sweep, children });
}

it('says why a trial failed, when and how long it ran, and retries or cancels one after a question', (context) => {
  const done: string[] = [];
  const acts = {
    cancel: async (runId: string) => done.push(`cancel ${runId}`),
    retry: async (runId: string) => done.push(`retry ${runId}`),
  };
  return inBrowser(
    context,
    undefined,
    async (page, _complaints, backend) => {
      loadFailedTrial(backend);
      const { origin } = new URL(page.url());
      await page.goto(`${origin}/?sweep=HD_mixed&trial=HD_mixed_0`);
      await page.waitForSelector('[data-act=retry]');
      const facts = await page.textContent('#facts');
      expect(facts).toContain('Failed withexit code 7');
      expect(facts).toContain('Took2 min 5 s');
      // In the zone of whoever looks: New York is five hours behind.
      expect(facts).toContain('4:00:00');
      expect(await page.locator('[data-act=cancel]').count()).toBe(0);
      await page.click('[data-act=retry]');
      await page.keyboard.press('Escape');
      expect(done).toEqual([]);
      await page.click('[data-act=retry]');
      await page.locator('dialog').getByRole('button', { name: 'Retry', exact: true }).click();
      await expect.poll(() => done).toEqual(['retry HD_mixed_0']);
      // The new trial is in the sweep's table.
      await page.waitForURL(`${origin}/?sweep=HD_mixed`);

      await page.goto(`${origin}/?sweep=HD_mixed&trial=HD_mixed_1`);
      await page.waitForSelector('[data-act=cancel]');
      expect(await page.textContent('#facts')).toContain('Waits for a node.');
      expect(await page.locator('[data-act=retry]').count()).toBe(0);
      await page.click('[data-act=cancel]');
      await page.locator('dialog').getByRole('button', { name: 'Cancel', exact: true }).click();
      await expect.poll(() => done).toEqual(['retry HD_mixed_0', 'cancel HD_mixed_1']);
    },
    { acts, timezoneId: 'America/New_York' },
  );
}, 60_000);
