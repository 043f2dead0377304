import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { withLocalBinaries } from '../local-binaries.mjs';
import { heading } from './heading.mjs';

/** @typedef {import('./count-reporter.mjs').TestCounts} TestCounts */

/**
 * @typedef {object} Outcome
 * @property {string} name
 * @property {string} script
 * @property {'passed' | 'failed' | 'not run'} result
 * @property {string | undefined} [reason] Why it was not run.
 * @property {number} seconds
 * @property {TestCounts | undefined} [counts] Only of steps that count what they do.
 */

/**
 * Runs one npm script. Its output is shown line by line where it counts tests, else in one piece at its end: others run
 * beside it.
 * @param {import('./steps.mjs').Step} step
 * @param {{ root: string, countsFolder: string, print: (text: string) => void }} options
 * @returns {Promise<Outcome>}
 */
export async function runStep(step, { root, countsFolder, print }) {
  const countsFile = path.join(countsFolder, `${step.script.replaceAll(':', '-')}.json`);
  await rm(countsFile, { force: true });
  const command = commandOf(step);
  const limit = step.minutes === undefined ? '' : `timeout --kill-after=10 ${step.minutes * 60} `;
  const startedAt = performance.now();
  // Both outputs in one: what a program prints is read in its order.
  const child = spawn(`${limit}${command} 2>&1`, {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...withLocalBinaries(root),
      HYPERDRIVE_TEST_COUNTS: countsFile,
      TURBO_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
    },
  });
  /** @type {string[]} */
  const kept = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => (step.countsTests ? print(line) : kept.push(line)));
  const [[code]] = await Promise.all([once(child, 'exit'), once(lines, 'close')]);
  const seconds = (performance.now() - startedAt) / 1000;
  print([heading(`${step.name} (npm run ${step.script}), ${seconds.toFixed(1)} s`), ...kept].join('\n'));
  return {
    name: step.name,
    script: step.script,
    result: code === 0 ? 'passed' : 'failed',
    seconds,
    counts: await readCounts(countsFile),
  };
}

/** @param {import('./steps.mjs').Step} step */
function commandOf({ script, args, isCached, countsTests }) {
  if (isCached) return `turbo run //#${script} --env-mode=loose --output-logs=new-only --log-prefix=none`;
  const reporters = countsTests ? '--reporter=default --reporter=./tools/test-run/count-reporter.mjs' : undefined;
  const words = [args, reporters].filter((text) => text !== undefined);
  return ['npm', 'run', '--silent', script, ...(words.length === 0 ? [] : ['--', ...words])].join(' ');
}

/**
 * @param {string} file
 * @returns {Promise<TestCounts | undefined>} `undefined` where the step counts nothing, or did not get as far as counting.
 */
async function readCounts(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
