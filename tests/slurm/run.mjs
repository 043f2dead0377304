#!/usr/bin/env node
// npm run test:slurm: the tests that need a SLURM cluster, inside of one: in three of them side by side, as most of their time is
// waited, and some end daemons that the others need. With arguments, which go to vitest, in one cluster; `--chaos` is the long form
// of the chaos test.

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chaosArguments } from '../../tools/chaos-arguments.mjs';
import { ensurePythonEnvironment } from '../conformance/python/make-environment.mjs';
import { ensureMlflowEnvironment } from '../mlflow/python/make-environment.mjs';
import { installSlurm } from './cluster/install-slurm.mjs';
import { runInCluster } from './cluster/run-in-cluster.mjs';

/** Files of tests that have a cluster apart from all the others: each of the three takes about as long. */
const apart = [
  ['slurm/sweeps.test.ts', 'slurm/documented-commands.test.ts'],
  ['slurm/failures.slurm.test.ts', 'slurm/slurm-runner.slurm.test.ts', 'slurm/training-scripts.test.ts'],
];
const sideBySide = [...apart, apart.flat().flatMap((file) => ['--exclude', `**/${file}`])];

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
  const command = [process.execPath, vitest, 'run', '--config', config];
  const codes =
    args.length > 0
      ? [await runInCluster([...command, ...args])]
      : await Promise.all(sideBySide.map((files) => runInCluster([...command, ...files], { isQuiet: true })));
  process.exitCode = Math.max(...codes);
}
