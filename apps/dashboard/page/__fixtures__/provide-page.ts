/** The page as it is published, built once for all tests of a run: `inject('page')` is the address of its folder. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestProject } from 'vitest/node';
import { buildPage } from '../../build.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    page: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'hyperdrive-page-'));
  const address = pathToFileURL(`${folder}/`);
  await buildPage(address);
  project.provide('page', address.href);
  return () => rm(folder, { recursive: true, force: true });
}
