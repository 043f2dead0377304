#!/usr/bin/env node
// The half of npm run bench:runners that is about SLURM: sweeps of the local service beside a hand-written sbatch loop with
// the same concurrency, on a cluster of its own. Prints rows of docs/performance.md.
//
//   node tests/slurm/bench/bench-slurm.mjs [--trials 50] [--rounds 1] [--waiting 200]

import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { installSlurm } from '../cluster/install-slurm.mjs';
import { runInCluster } from '../cluster/run-in-cluster.mjs';

const missing = installSlurm();
if (missing !== undefined) {
  console.log(`not run: ${missing.notRun}`);
} else {
  // Inside of the package, so that what it imports is found.
  const folder = await mkdtemp(path.join(import.meta.dirname, '../../../packages/local/node_modules/.bench-'));
  try {
    const outfile = path.join(folder, 'measure-slurm.mjs');
    await build({
      entryPoints: [path.join(import.meta.dirname, 'measure-slurm.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      conditions: ['@hyperdrive-run/source'],
      external: ['libsql'],
      banner: {
        js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
      },
    });
    process.exitCode = await runInCluster([process.execPath, outfile, ...process.argv.slice(2)]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
