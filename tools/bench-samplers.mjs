// npm run bench:samplers: how good the samplers are, and how long they take to choose, beside
// Optuna's. Prints the tables of docs/search.md.
//
//   npm run bench:samplers -- [--seeds 30] [--trials 40] [--function NAME] [--sampler NAME] [--no-optuna]
//
// What it measures is in the sources of packages/sampling, and no part of what that offers: it is bundled from there.

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { ensureOptunaEnvironment } from './bench-samplers/make-environment.mjs';

const root = path.join(import.meta.dirname, '..');
const sampling = path.join(root, 'packages/sampling');
const args = process.argv.slice(2);

const optuna = args.includes('--no-optuna') ? { notRun: 'left out' } : await ensureOptunaEnvironment();
if ('notRun' in optuna) console.error(`Without Optuna: ${optuna.notRun}\n`);
const compared = 'python' in optuna ? ['--python', optuna.python] : [];

// Inside of the package, so that what it imports is found.
const folder = await mkdtemp(path.join(sampling, 'node_modules/.bench-'));
try {
  const outfile = path.join(folder, 'bench-samplers.mjs');
  await build({
    entryPoints: [path.join(sampling, 'src/__fixtures__/bench-samplers-process.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@hyperdrive-run/source'],
  });
  const worker = path.join(import.meta.dirname, 'bench-samplers/optuna_worker.py');
  const given = args.filter((argument) => argument !== '--no-optuna');
  const run = spawnSync(process.execPath, [outfile, '--worker', worker, ...compared, ...given], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
