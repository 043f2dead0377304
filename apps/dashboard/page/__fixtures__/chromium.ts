import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import type { TestContext } from 'vitest';
import { buildPage } from '../../build.mjs';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const notRun = existsSync(executablePath) ? undefined : 'no Chromium found (set CHROMIUM_PATH or install chromium)';

/** Chromium for all tests that run in this process, one after the other. It ends with us, as the pipe to it does. */
let launched: Promise<Browser> | undefined;
let built: Promise<URL> | undefined;

/** Skips the test where there is no Chromium. */
export function useChromium(context: TestContext): Promise<Browser> {
  if (notRun !== undefined) return context.skip(notRun);
  launched ??= chromium.launch({ executablePath, args: ['--no-sandbox'] });
  return launched;
}

/** The folder of the page as it is published, built by the first test of this process that wants it. */
export function useBuiltPage(): Promise<URL> {
  built ??= buildOnce();
  return built;
}

async function buildOnce(): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'hyperdrive-page-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const url = pathToFileURL(`${folder}/`);
  await buildPage(url);
  return url;
}
