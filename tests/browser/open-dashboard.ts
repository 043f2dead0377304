import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { startDashboard } from '@hyperdrive-run/dashboard';
import type { Workspace } from '@hyperdrive-run/sdk';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { noChromium, openChromium } from './open-chromium.mjs';

let browser: Browser | undefined;
let pageFolder: URL | undefined;

/** Builds the page and starts Chromium for the tests of a file. */
export function useChromium(): void {
  beforeAll(async () => {
    if (noChromium !== undefined) return;
    const folder = await mkdtemp(path.join(tmpdir(), 'hyperdrive-page-'));
    pageFolder = pathToFileURL(`${folder}/`);
    const build = path.join(import.meta.dirname, '../../apps/dashboard/build.mjs');
    await promisify(execFile)(process.execPath, [build, folder]);
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    if (pageFolder !== undefined) await rm(pageFolder, { recursive: true });
  });
}

/** Opens a page of a dashboard on a workspace; both are gone when the test is over. */
export async function openDashboard(
  workspace: Workspace,
  acts: Parameters<typeof startDashboard>[0]['acts'] = {},
): Promise<Page> {
  if (browser === undefined || pageFolder === undefined) throw new Error('Chromium did not start.');
  const dashboard = await startDashboard({ workspace, acts, pageFolder });
  const window = await browser.newContext();
  onTestFinished(async () => {
    await window.close();
    await dashboard.close();
  });
  const page = await window.newPage();
  await page.goto(dashboard.url);
  return page;
}
