#!/usr/bin/env node
// npm run test:slurm: the tests that need a SLURM cluster, inside of one. Arguments go to vitest; `--chaos` is the long form of the
// chaos test.

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chaosArguments } from '../../tools/chaos-arguments.mjs';
import { ensurePythonEnvironment } from '../conformance/python/make-environment.mjs';
import { ensureMlflowEnvironment } from '../mlflow/python/make-environment.mjs';
import { installSlurm } from './cluster/install-slurm.mjs';
import { runInCluster } from './cluster/run-in-cluster.mjs';

const missing = installSlurm();
if (missing !== undefined) {
  console.log(`not run: ${missing.notRun}`);
  process.exitCode = process.env['HYPERDRIVE_REQUIRE_ALL'] === '1' ? 1 : 0;
} else {
  // In the cluster there is no network to install anything from.
  for (const environment of [await ensurePythonEnvironment(), await ensureMlflowEnvironment()]) {
    if ('notRun' in environment) console.log(`not run: ${environment.notRun}`);
  }
  const vitest = fileURLToPath(
    new URL('./vitest.mjs', `file://${createRequire(import.meta.url).resolve('vitest/package.json')}`),
  );
  const config = fileURLToPath(new URL('./vitest.config.ts', import.meta.url));
  const { args, env } = chaosArguments(process.argv.slice(2));
  Object.assign(process.env, env);
  process.exitCode = await runInCluster([process.execPath, vitest, 'run', '--config', config, ...args]);
}
