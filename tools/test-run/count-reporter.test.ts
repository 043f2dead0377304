import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'count-reporter-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** What the reporter counts in a run of vitest of its own over these test files. */
async function countsOf(files: Record<string, string>): Promise<unknown> {
  const project = await mkdtemp(path.join(folder, 'project-'));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(project, name), text);
  const counts = path.join(project, 'results', 'counts.json');
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const reporter = path.join(root, 'tools/test-run/count-reporter.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--globals', `--root=${project}`, `--reporter=${reporter}`], {
    env: { ...process.env, HYPERDRIVE_TEST_COUNTS: counts },
    stdio: 'ignore',
  });
  await once(child, 'exit');
  return JSON.parse(await readFile(counts, 'utf8'));
}

test('tests that pass, fail and skip themselves are told apart, with reasons', { timeout: 60_000 }, async () => {
  const counts = await countsOf({
    'a.test.js': `
      test('adds', () => {});
      test('breaks', () => { throw new Error('broken'); });
      describe('a suite that needs Python', () => {
        test('asks Python', (context) => context.skip('Python 3 was not found'));
      });
      test.todo('is not written yet');`,
    'b.test.js': `test('adds again', () => {});`,
  });
  expect(counts).toEqual({
    passed: 2,
    failed: 1,
    notRun: [
      { name: 'a.test.js: a suite that needs Python > asks Python', reason: 'Python 3 was not found' },
      { name: 'a.test.js: is not written yet', reason: 'skipped without a reason' },
    ],
    leftForFull: 0,
    slowest: [
      { file: expect.stringMatching(/^[ab]\.test\.js$/), seconds: expect.any(Number) },
      { file: expect.stringMatching(/^[ab]\.test\.js$/), seconds: expect.any(Number) },
    ],
  });
});

test('what fails outside of a test counts as failed', { timeout: 60_000 }, async () => {
  const counts = await countsOf({
    'does-not-load.test.js': `throw new Error('broken file');`,
    'hook.test.js': `beforeAll(() => { throw new Error('broken hook'); }); test('is not reached', () => {});`,
    'late.test.js': `test('leaves a rejection behind', () => { void Promise.reject(new Error('nobody waits')); });`,
  });
  expect(counts).toMatchObject({ passed: 1, failed: 3 });
});

test('tests for the long form are counted apart from those that could not be run', { timeout: 60_000 }, async () => {
  const files = {
    'vitest.config.js': `export default { test: {
      tags: [{ name: 'full' }],
      tagsFilter: process.env.HYPERDRIVE_TEST_SCALE === 'full' ? [] : ['!full'],
    } };`,
    'a.test.js': `
      test('is short', () => {});
      test('is long', { tags: ['full'] }, (context) => context.skip('Python 3 was not found'));`,
  };
  expect(await countsOf(files)).toMatchObject({ passed: 1, failed: 0, notRun: [], leftForFull: 1 });
  vi.stubEnv('HYPERDRIVE_TEST_SCALE', 'full');
  const notRun = [{ name: 'a.test.js: is long', reason: 'Python 3 was not found' }];
  expect(await countsOf(files)).toMatchObject({ passed: 1, failed: 0, notRun, leftForFull: 0 });
});
