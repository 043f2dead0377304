import { Workspace } from '@hyperdrive-run/sdk';
import type { InMemoryBackend } from '@hyperdrive-run/sdk/testing';
import type { Page } from 'playwright-core';
import { inject, type TestContext } from 'vitest';
import { hostileBackend } from '../../server/__fixtures__/hostile-sweep.js';
import type { DashboardActs } from '../../server/acts.js';
import { startDashboard } from '../../server/start-dashboard.js';
import { useChromium } from './chromium.js';

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
  const browser = await useChromium(context);
  const backend = hostileBackend();
  const workspace = new Workspace(backend);
  const dashboard = await startDashboard({ workspace, runId, acts, pageFolder: new URL(inject('page')) });
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
