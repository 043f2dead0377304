// A vitest reporter that writes what `npm test` and CI need to the file that HYPERDRIVE_TEST_COUNTS names: how many
// tests passed and failed, which ones were not run, with their reasons, and the files that took longest. Beside vitest's own
// reporter.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} TestCounts
 * @property {number} passed
 * @property {number} failed Failed tests, files that could not be loaded, and errors outside of tests.
 * @property {NotRun[]} notRun Tests that skipped themselves: the tool or service that they need is not there.
 * @property {number} [leftForFull] Tests with the tag `full`, in a run that is not at full length.
 * @property {SlowFile[]} slowest The ten files that took longest, the longest first.
 */

/**
 * @typedef {object} NotRun
 * @property {string} name
 * @property {string} reason What `context.skip(reason)` was told.
 */

/**
 * @typedef {object} SlowFile
 * @property {string} file With its project.
 * @property {number} seconds Of its tests and hooks, and of loading it.
 */

/** @implements {Pick<import('vitest/node').Reporter, 'onTestRunEnd'>} */
class CountReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const file = process.env['HYPERDRIVE_TEST_COUNTS'];
    if (file === undefined) return;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(countTests(modules, unhandledErrors.length)));
  }
}

/**
 * @param {readonly import('vitest/node').TestModule[]} modules
 * @param {number} errorsOutsideOfTests
 * @returns {TestCounts}
 */
export function countTests(modules, errorsOutsideOfTests) {
  /** @type {TestCounts} */
  const counts = { passed: 0, failed: errorsOutsideOfTests, notRun: [], slowest: slowestOf(modules) };
  let leftForFull = 0;
  const isFull = process.env['HYPERDRIVE_TEST_SCALE'] === 'full';
  for (const module of modules) {
    const failedBefore = counts.failed;
    for (const test of module.children.allTests()) {
      const result = test.result();
      if (result.state === 'passed') counts.passed += 1;
      else if (result.state === 'failed') counts.failed += 1;
      else if (!isFull && test.tags.includes('full')) leftForFull += 1;
      else {
        const reason = result.state === 'skipped' ? result.note : undefined;
        counts.notRun.push({
          name: `${module.relativeModuleId}: ${test.fullName}`,
          reason: reason ?? 'skipped without a reason',
        });
      }
    }
    // A file that fails before its tests, or a failing hook around them, has no failed test of its own.
    if (module.state() === 'failed' && counts.failed === failedBefore) counts.failed += 1;
  }
  return { ...counts, leftForFull };
}

/**
 * @param {readonly import('vitest/node').TestModule[]} modules
 * @returns {SlowFile[]}
 */
function slowestOf(modules) {
  const files = modules.map((module) => {
    const { duration, collectDuration } = module.diagnostic();
    return {
      file: `${module.project.name} ${module.relativeModuleId}`.trim(),
      seconds: (duration + collectDuration) / 1000,
    };
  });
  return files.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10);
}

export default CountReporter;
