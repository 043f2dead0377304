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
  '/guides/python-parity.html',
  '/guides/cli.html',
  '/guides/errors.html',
  '/guides/performance.html',
  '/guides/dashboard.html',
  '/decisions/index.html',
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

/** What axe finds serious or critical. The navigation has thousands of entries, and is the same on every page. */
async function seriousFindings(page: Page, part: 'whole' | 'without navigation'): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const context = part === 'whole' ? 'document' : "{ exclude: ['#tsd-nav-container'] }";
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${context}, { resultTypes: ['violations'] })`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

describe.each([1280, 390])('at a width of %d pixels', (width) => {
  it.for(pages)('%s fits, loads nothing from elsewhere and is accessible', async (address, context) => {
    if (noChromium !== undefined) return context.skip(noChromium);
    const { page, troubles } = await open(width);
    await page.goto(address);
    await page.waitForSelector('#tsd-nav-container a', { state: 'attached' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    expect(await seriousFindings(page, address === '/' ? 'whole' : 'without navigation')).toEqual([]);
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
