// Runs steps side by side and says what came of them: a table for people, numbers for CI, an exit code.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { heading } from './heading.mjs';
import { runSideBySide } from './run-side-by-side.mjs';
import { runStep } from './run-step.mjs';
import { judge } from './verdict.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const countsFolder = path.join(root, 'node_modules/.cache/hyperdrive-run/test-counts');

/**
 * @param {string} name Of the whole. Its numbers go to a file of that name, for `.ci/run`.
 * @param {readonly import('./steps.mjs').Step[]} steps
 * @returns {Promise<number>} The exit code: 0 where nothing failed, and with HYPERDRIVE_REQUIRE_ALL=1 everything was run.
 */
export async function runAll(name, steps) {
  const verdictFile = path.join(countsFolder, `${name.replaceAll(/\W+/g, '-')}.verdict.json`);
  await mkdir(countsFolder, { recursive: true });
  await rm(verdictFile, { force: true });
  /** @param {string} text */
  const print = (text) => console.log(text);
  const outcomes = await runSideBySide(
    steps,
    (step) => runStep(step, { root, countsFolder, print }),
    Math.max(2, availableParallelism()),
  );
  const verdict = judge(outcomes, { requireAll: process.env['HYPERDRIVE_REQUIRE_ALL'] === '1' });
  print(`${heading(name)}\n${verdict.text}`);
  await writeFile(verdictFile, JSON.stringify({ passed: verdict.passed, failed: verdict.failed }));
  return verdict.ok ? 0 : 1;
}
