import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** A run of vitest over one test that passes and one that skips itself. */
async function run(requireAll: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'require-all-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const text = `test('adds', () => {}); test('asks Python', (context) => context.skip('Python 3 was not found'));`;
  await writeFile(path.join(folder, 'a.test.js'), text);
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const reporter = path.join(root, 'tools/test-run/require-all-reporter.mjs');
  const words = ['run', '--globals', `--root=${folder}`, '--reporter=default', `--reporter=${reporter}`];
  const { status, stderr } = spawnSync(process.execPath, [vitest, ...words], {
    env: { ...process.env, HYPERDRIVE_REQUIRE_ALL: requireAll },
    encoding: 'utf8',
  });
  return { status, stderr };
}

test('a test that skips itself fails a run in which all is required, with its reason', {
  timeout: 120_000,
}, async () => {
  const { status, stderr } = await run('1');
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining('not run: a.test.js: asks Python: Python 3 was not found'),
  });
});

test('a test that skips itself fails no other run', { timeout: 120_000 }, async () => {
  expect((await run('')).status).toBe(0);
});
