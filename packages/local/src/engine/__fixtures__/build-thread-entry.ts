import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

/** Puts the script of the thread that chooses points into one file, which a thread can run without a build of all packages. */
export async function buildThreadEntry(): Promise<URL> {
  const cache = join(import.meta.dirname, '../../../node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const outfile = join(cache, `thread-entry-${process.pid}-${Date.now()}.mjs`);
  onTestFinished(() => rm(outfile, { force: true }));
  await build({
    entryPoints: [join(import.meta.dirname, '../points/thread/thread-entry.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@hyperdrive-run/source'],
    logLevel: 'error',
  });
  return pathToFileURL(outfile);
}
