import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/** @typedef {import('./count-reporter.mjs').TestCounts} TestCounts */

/**
 * @typedef {object} Outcome
 * @property {string} name
 * @property {string} script
 * @property {'passed' | 'failed' | 'not run'} result
 * @property {number} seconds
 * @property {TestCounts | undefined} [counts] Only of steps that run tests.
 */

/**
 * Runs one npm script with its output going straight to the terminal.
 * @param {import('./steps.mjs').Step} step
 * @param {{ root: string, countsFolder: string }} options
 * @returns {Promise<Outcome>}
 */
export async function runStep(step, { root, countsFolder }) {
  const countsFile = path.join(countsFolder, `${step.script.replaceAll(':', '-')}.json`);
  await rm(countsFile, { force: true });
  const reporters = step.countsTests ? ' -- --reporter=default --reporter=./tools/test-run/count-reporter.mjs' : '';
  const startedAt = performance.now();
  const child = spawn(`npm run --silent ${step.script}${reporters}`, {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, HYPERDRIVE_TEST_COUNTS: countsFile, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  });
  const [code] = await once(child, 'exit');
  const seconds = (performance.now() - startedAt) / 1000;
  const counts = step.countsTests ? await readCounts(countsFile) : undefined;
  return { name: step.name, script: step.script, result: code === 0 ? 'passed' : 'failed', seconds, counts };
}

/**
 * @param {string} file
 * @returns {Promise<TestCounts | undefined>} `undefined` where the tests did not get as far as counting.
 */
async function readCounts(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
