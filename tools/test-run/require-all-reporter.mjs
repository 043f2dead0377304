// A vitest reporter for runs that nobody counts: with HYPERDRIVE_REQUIRE_ALL=1 a test that skipped itself makes the run fail, and
// is named with its reason. Beside vitest's own reporter.

import { countTests } from './count-reporter.mjs';

/** @implements {Pick<import('vitest/node').Reporter, 'onTestRunEnd'>} */
class RequireAllReporter {
  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    if (process.env['HYPERDRIVE_REQUIRE_ALL'] !== '1') return;
    for (const { name, reason } of countTests(modules, 0).notRun) {
      console.error(`not run: ${name}: ${reason}`);
      process.exitCode = 1;
    }
  }
}

export default RequireAllReporter;
