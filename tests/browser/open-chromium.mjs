import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Why there is no browser here; `undefined` where there is one. */
export const noChromium = existsSync(executablePath)
  ? undefined
  : 'no Chromium found (set CHROMIUM_PATH or install chromium)';

/**
 * Starts Chromium.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function openChromium() {
  if (noChromium !== undefined) throw new Error(noChromium);
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
