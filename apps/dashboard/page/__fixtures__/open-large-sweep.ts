import type { InMemoryBackend } from '@hyperdrive-run/sdk/testing';
import type { Page } from 'playwright-core';
import { loadLargeSweep } from './large-sweep.js';
import { allRead } from './table-rows.js';

/** Opens a sweep of so many trials, and waits until all that they logged has been read. */
export async function openLargeSweep(page: Page, backend: InMemoryBackend, trials?: number): Promise<void> {
  loadLargeSweep(backend, trials);
  await page.goto(new URL('/?sweep=HD_big', page.url()).href);
  await page.waitForSelector('#children tbody td');
  await allRead(page);
}
