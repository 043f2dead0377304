#!/usr/bin/env node
// The half of npm run bench:runners that is about Ray: sweeps of the local service beside the same jobs posted by hand, with
// the same concurrency, on a head of its own. Prints rows of docs/performance.md.
//
//   node tests/ray/bench/bench-ray.mjs [--trials 50] [--rounds 1] [--waiting 200]

import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { runInNamespaces } from '../cluster/in-namespaces.mjs';
import { ensureRayEnvironment } from '../python/make-environment.mjs';

const environment = await ensureRayEnvironment();
if ('notRun' in environment) {
  console.log(`not run: ${environment.notRun}`);
} else {
  // Inside of the package, so that what it imports is found.
  const local = path.resolve(import.meta.dirname, '../../../packages/local');
  const folder = await mkdtemp(path.join(local, 'node_modules/.bench-'));
  try {
    const outfile = path.join(folder, 'measure-ray.mjs');
    const wrapper = pathToFileURL(path.join(local, 'src/engine/runners/launches/launch-wrapper.ts')).href;
    await build({
      entryPoints: [path.join(import.meta.dirname, 'measure-ray.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      conditions: ['@hyperdrive-run/source'],
      external: ['libsql'],
      // The wrapper of launches is found where the sources have it.
      define: { 'import.meta.url': JSON.stringify(wrapper) },
      banner: {
        js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(process.argv[1]);",
      },
    });
    const ray = path.join(path.dirname(environment.python), 'ray');
    const command = [process.execPath, outfile, '--ray', ray, ...process.argv.slice(2)];
    const result = await runInNamespaces({ python: environment.python, command, env: process.env });
    if ('notRun' in result) console.log(`not run: ${result.notRun}`);
    else process.exitCode = result.code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
