#!/usr/bin/env node
// npm run bench:local-trials: what the local service adds to a trial beyond the process that it is, beside plain spawns
// and `xargs -P2`. Prints rows of docs/performance.md.
//
//   npm run bench:local-trials -- [--trials 200] [--rounds 3] [--no-node]
//
// What it measures is in the sources of packages/local: it is bundled from there.

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const local = path.join(import.meta.dirname, '../packages/local');

// Inside of the package, so that what it imports is found.
const folder = await mkdtemp(path.join(local, 'node_modules/.bench-'));
try {
  const outfile = path.join(folder, 'bench-local-trials.mjs');
  await build({
    entryPoints: [path.join(local, 'src/engine/__fixtures__/bench-trials-process.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@hyperdrive-run/source'],
    external: ['libsql'],
  });
  const run = spawnSync(process.execPath, [...process.execArgv, outfile, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = run.status ?? 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
