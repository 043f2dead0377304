import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { onTestFinished } from 'vitest';

/**
 * Puts a program of this package into one file, so that a test can run it without a build of all packages. The file is
 * removed with the test.
 * @param name what the file is called after
 * @param more what the program needs beside the usual options
 */
export async function bundleForTest(name: string, entryPoint: string, more: BuildOptions = {}): Promise<string> {
  const cache = join(import.meta.dirname, '../../node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const outfile = join(cache, `${name}-${process.pid}-${Date.now()}.mjs`);
  onTestFinished(() => rm(outfile, { force: true }));
  await build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@hyperdrive-run/source'],
    logLevel: 'error',
    ...more,
  });
  return outfile;
}
