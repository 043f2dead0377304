import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

/**
 * Puts the service process into one file, so that tests can run it without a build of all packages. The driver of the
 * database holds machine code, which no bundle can hold: the file lies where it is found.
 */
export async function buildServiceProcess(): Promise<string> {
  const cache = join(import.meta.dirname, '../../../node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const outfile = join(cache, `service-process-${process.pid}-${Date.now()}.mjs`);
  onTestFinished(() => rm(outfile, { force: true }));
  await build({
    entryPoints: [join(import.meta.dirname, 'service-process.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@hyperdrive-run/source'],
    external: ['libsql'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return outfile;
}
