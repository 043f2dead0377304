#!/usr/bin/env node
// npm run test:full: the test files that name HYPERDRIVE_TEST_SCALE, at full length. `npm test` runs them in short. Arguments go to
// vitest.

import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withLocalBinaries } from './local-binaries.mjs';
import { trackedFiles } from './tracked-files.mjs';

const root = path.resolve(import.meta.dirname, '..');
const tests = (await trackedFiles(root)).filter((file) => /^(packages|apps|tests)\/.*\.test\.ts$/.test(file));
const texts = await Promise.all(tests.map((file) => readFile(path.join(root, file), 'utf8')));
const scaled = tests.filter((_, index) => texts[index]?.includes('HYPERDRIVE_TEST_SCALE'));

const { status } = spawnSync('vitest', ['run', ...scaled, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...withLocalBinaries(root), HYPERDRIVE_TEST_SCALE: 'full' },
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
