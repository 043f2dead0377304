#!/usr/bin/env node
// npm run test:full: the test files that name HYPERDRIVE_TEST_SCALE, and the packed packages, at full length, which `npm test`
// runs in short, and what it leaves out: `*.full.test.ts`, and tests with the tag `full`. Needs a build. With HYPERDRIVE_REQUIRE_ALL=1
// a test that skips itself makes it fail.

import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withLocalBinaries } from './local-binaries.mjs';
import { hasFullForm } from './test-run/full-length.mjs';
import { trackedFiles } from './tracked-files.mjs';

const root = path.resolve(import.meta.dirname, '..');
const tests = (await trackedFiles(root)).filter((file) => /^(packages|apps|tests)\/.*\.test\.ts$/.test(file));
const texts = await Promise.all(tests.map((file) => readFile(path.join(root, file), 'utf8')));
const scaled = tests.filter((file, index) => hasFullForm(file, texts[index] ?? ''));

const codes = [scaled, ['--config', 'tests/packed/vitest.config.ts']].map(runVitest);
process.exitCode = codes.some((code) => code !== 0) ? 1 : 0;

/** @param {readonly string[]} words */
function runVitest(words) {
  const reporters = ['--reporter=default', `--reporter=${path.join(root, 'tools/test-run/require-all-reporter.mjs')}`];
  const { status } = spawnSync('vitest', ['run', ...words, ...reporters], {
    cwd: root,
    stdio: 'inherit',
    env: { ...withLocalBinaries(root), HYPERDRIVE_TEST_SCALE: 'full' },
    shell: process.platform === 'win32',
  });
  return status ?? 1;
}
