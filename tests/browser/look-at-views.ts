import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Goes to a view of the dashboard. */
export async function go(page: Page, query: Readonly<Record<string, string>>): Promise<void> {
  await page.goto(new URL(`/?${new URLSearchParams(query)}`, page.url()).href);
}

/** Waits until an element contains a text. */
export async function shows(page: Page, selector: string, text: string): Promise<void> {
  await page.waitForFunction(
    ([where = '', what = '']) => document.querySelector(where)?.textContent?.includes(what),
    [selector, text],
  );
}

/** The charts, with what the caption of each says of the sweep of these tests: three trials, one hyperparameter. */
const charts: ReadonlyMap<string, string> = new Map([
  ['Best so far', 'The loss of 3 trials (lower is better). The best is 0.333333'],
  ['Curves', 'What the best trials logged of loss'],
  ['Slices', 'The loss of 3 trials against each of 1 hyperparameter.'],
  ['Parallel', '3 trials as lines through 1 hyperparameter to loss.'],
  ['Importance', 'There are too few trials to tell: 3 trials with loss.'],
  ['Contour', 'There are no two hyperparameters to compare.'],
  ['Timeline', '3 trials in '],
  ['Distribution', 'The loss of 3 trials: from 0.333333 to 1.33333'],
]);

/** A sweep of these tests, as the backend names it. */
export interface LookedAtSweep {
  readonly sweepId: string;
  /** The trial with the best value, whose rate is 2. */
  readonly bestId: string;
}

/** Looks at every view of a sweep whose three trials have logged, whether they have ended or not. */
export async function lookAtViews(page: Page, { sweepId, bestId }: LookedAtSweep): Promise<void> {
  await page.goto(new URL('/', page.url()).href);
  await shows(page, '#sweeps', '/3');
  await shows(page, '#sweeps', '0.333333 loss');

  await go(page, { sweep: sweepId });
  await shows(page, '#best', '0.333333');
  await page.waitForFunction(() => document.querySelector('#count')?.textContent === '3 children.');
  expect(await page.locator('#children tbody td:first-child a').count()).toBe(3);
  expect(await page.locator('#children svg.line').count()).toBe(3);
  await page.locator('.chart-table summary').click();
  await page.waitForSelector('.chart-table tbody tr');
  for (const [name, caption] of charts) {
    await page.getByRole('tab', { name, exact: true }).click();
    await shows(page, '.chart figcaption', caption);
    const rows = await page.locator('.chart-table tbody tr').count();
    expect(rows > 0, `${name} has a table behind it`).toBe(name !== 'Contour');
  }

  await go(page, { sweep: sweepId, trial: bestId });
  await shows(page, '#metrics', 'loss');
  await shows(page, '#hyperparameters', 'rate2');
  await shows(page, '#judgement', 'no early termination policy');
  await page.waitForSelector('#metrics .chart svg');

  await go(page, { sweep: sweepId, with: sweepId });
  await page.waitForSelector('table.compared');
  await shows(page, '.strip', '');
}
