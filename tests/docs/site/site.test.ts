/** The built site in Chromium, wide and narrow: it fits, loads nothing from elsewhere, and its search finds guides and members. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { noChromium, openChromium } from '../../browser/open-chromium.mjs';
import { type ServedSite, serveSite } from './serve-site.js';

const folder = path.resolve(import.meta.dirname, '../../../docs/site');
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page of each kind, the widest ones among them. */
const pages = [
  '/',
  '/guides/start.html',
  '/guides/recipes.html',
  '/guides/python-parity.html',
  '/guides/cli.html',
  '/guides/errors.html',
  '/guides/backends.html',
  '/guides/performance.html',
  '/guides/dashboard.html',
  '/decisions/index.html',
  '/api/modules/_hyperdrive-run_sdk.index.html',
  '/api/classes/_hyperdrive-run_sdk.index.HyperDriveRun.html',
];

let browser: Browser | undefined;
let site: ServedSite | undefined;

beforeAll(async () => {
  if (!existsSync(path.join(folder, 'index.html'))) throw new Error('docs/site is missing: run npm run docs first');
  site = await serveSite(folder);
  if (noChromium === undefined) browser = await openChromium();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

/** A window on the site, with all that went wrong in it. */
async function open(width: number): Promise<{ page: Page; troubles: string[] }> {
  if (browser === undefined || site === undefined) throw new Error('Chromium did not start.');
  const { origin } = site;
  const window = await browser.newContext({ viewport: { width, height: 900 }, baseURL: origin });
  onTestFinished(() => window.close());
  const page = await window.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin)
      troubles.push(request.url());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`);
  });
  return { page, troubles };
}

/** What axe finds serious or critical. */
async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

describe.each([1280, 390])('at a width of %d pixels', (width) => {
  it('every kind of page fits, loads nothing from elsewhere and is accessible', async (context) => {
    if (noChromium !== undefined) return context.skip(noChromium);
    const { page, troubles } = await open(width);
    const wide: string[] = [];
    const findings: string[] = [];
    for (const address of pages) {
      await page.goto(address);
      await page.waitForFunction(() => document.querySelector('#tsd-nav-container a') !== null);
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (scrolled > 0) wide.push(`${address} is ${scrolled} pixels too wide`);
      findings.push(...(await seriousFindings(page)));
    }
    expect(wide).toEqual([]);
    expect(findings).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it.for([
    ['getBestRunByPrimaryMetric', 'HyperDriveRun.html#getbestrunbyprimarymetric'],
    ['median stopping', 'guides/search.html'],
    ['slurm', 'guides/slurm.html'],
    ['Coming from Python', 'guides/python-parity.html'],
  ] as const)('the search finds %s', async ([words, target], context) => {
    if (noChromium !== undefined) return context.skip(noChromium);
    const { page, troubles } = await open(width);
    await page.goto('/guides/start.html');
    await page.click('#tsd-search-trigger');
    await page.waitForFunction(() => !document.querySelector('#tsd-search-status')?.textContent?.includes('Preparing'));
    await page.fill('#tsd-search-input', words);
    await page.waitForSelector('#tsd-search-results li a');
    const found = await page
      .locator('#tsd-search-results li a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(
      found.some((href) => href?.endsWith(target)),
      found.join(' '),
    ).toBe(true);
    expect(troubles).toEqual([]);
  });
});
