import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Workspace } from '@hyperdrive-run/sdk';
import type { InMemoryBackend } from '@hyperdrive-run/sdk/testing';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, type TestContext } from 'vitest';
import { buildPage } from '../../build.mjs';
import { hostileBackend } from '../../server/__fixtures__/hostile-sweep.js';
import type { DashboardActs } from '../../server/acts.js';
import { startDashboard } from '../../server/start-dashboard.js';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const notRun = existsSync(executablePath) ? undefined : 'no Chromium found (set CHROMIUM_PATH or install chromium)';

let browser: Browser | undefined;
let pageFolder = '';

/** Builds the page and starts Chromium for the tests of a file. */
export function useBrowser(): void {
  beforeAll(buildAndLaunch, 60_000);
  afterAll(async () => {
    await browser?.close();
    if (pageFolder !== '') await rm(pageFolder, { recursive: true });
  });
}

async function buildAndLaunch(): Promise<void> {
  if (notRun !== undefined) {
    if (process.env['HYPERDRIVE_REQUIRE_ALL'] === '1') throw new Error(`not run: ${notRun}`);
    console.log(`not run: ${notRun}`);
    return;
  }
  pageFolder = await mkdtemp(join(tmpdir(), 'hyperdrive-page-'));
  await buildPage(pathToFileURL(`${pageFolder}/`));
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** How a page is opened. */
export interface InBrowserOptions {
  /** Goes to the address; by default as a browser does. */
  readonly open?: ((page: Page, url: string) => Promise<unknown>) | undefined;
  readonly acts?: DashboardActs | undefined;
  /** The zone of whoever looks. */
  readonly timezoneId?: string | undefined;
}

/** Opens the dashboard in a new Chromium window; `look` gets the page and what it complained of. */
export async function inBrowser(
  context: TestContext,
  runId: string | undefined,
  look: (page: Page, complaints: readonly string[], backend: InMemoryBackend) => Promise<void>,
  { open = (page, url) => page.goto(url), acts = {}, timezoneId = 'UTC' }: InBrowserOptions = {},
): Promise<void> {
  if (notRun !== undefined) return context.skip(notRun);
  if (browser === undefined) throw new Error('Chromium did not start.');
  const backend = hostileBackend();
  const workspace = new Workspace(backend);
  const dashboard = await startDashboard({ workspace, runId, acts, pageFolder: pathToFileURL(`${pageFolder}/`) });
  const window = await browser.newContext({ timezoneId, locale: 'en-US' });
  try {
    const page = await window.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await open(page, dashboard.url);
    await look(page, complaints, backend);
  } finally {
    await window.close();
    await dashboard.close();
  }
}
