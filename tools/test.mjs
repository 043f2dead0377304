#!/usr/bin/env node
// npm test, after the install: every step runs even where another one failed, as many at once as there are cores; a table says
// at the end what happened. `npm test -- core sort` runs only the tests of that package, and of these the files with that word
// in their path.
//
// HYPERDRIVE_REQUIRE_ALL=1 makes whatever was not run a failure, as CI wants it.

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { withLocalBinaries } from './local-binaries.mjs';
import { runAll } from './test-run/run-all.mjs';
import { steps } from './test-run/steps.mjs';

const [project, ...words] = process.argv.slice(2);
process.exitCode = project === undefined ? await runAll('npm test', steps) : runProject(project);

/** @param {string} name */
function runProject(name) {
  const root = path.resolve(import.meta.dirname, '..');
  const { status } = spawnSync('vitest', ['run', '--project', name, ...words], {
    cwd: root,
    stdio: 'inherit',
    env: withLocalBinaries(root),
    shell: process.platform === 'win32',
  });
  return status ?? 1;
}
