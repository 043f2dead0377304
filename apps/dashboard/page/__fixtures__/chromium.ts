import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import type { TestContext } from 'vitest';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const notRun = existsSync(executablePath) ? undefined : 'no Chromium found (set CHROMIUM_PATH or install chromium)';

/** Chromium for all tests that run in this process, one after the other. It ends with us, as the pipe to it does. */
let launched: Promise<Browser> | undefined;

/** Skips the test where there is no Chromium. */
export function useChromium(context: TestContext): Promise<Browser> {
  if (notRun !== undefined) return context.skip(notRun);
  launched ??= chromium.launch({ executablePath, args: ['--no-sandbox'] });
  return launched;
}
