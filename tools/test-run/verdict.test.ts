import { expect, test } from 'vitest';
import type { Outcome } from './run-step.mjs';
import { judge } from './verdict.mjs';

const build: Outcome = { name: 'build', script: 'build', result: 'passed', seconds: 2.25 };
const tests: Outcome = {
  name: 'tests',
  script: 'test:unit',
  result: 'passed',
  seconds: 10,
  counts: { passed: 40, failed: 0, notRun: [], slowest: [] },
};
const withoutPython: Outcome = {
  ...tests,
  counts: { passed: 40, failed: 0, notRun: [{ name: 'asks Python', reason: 'Python 3 was not found' }], slowest: [] },
};

test('tests are counted one by one, other steps as one each', () => {
  expect(judge([build, tests], { requireAll: true })).toMatchObject({ ok: true, passed: 41, failed: 0 });
});

test('what was not run is said with its reason', () => {
  const verdict = judge([build, withoutPython], { requireAll: false });
  expect(verdict.ok).toBe(true);
  expect(verdict.text).toContain('not run: asks Python: Python 3 was not found');
});

test('what was not run fails where everything is required', () => {
  expect(judge([build, withoutPython], { requireAll: true })).toMatchObject({ ok: false, passed: 41, failed: 1 });
  const environments: Outcome = {
    name: 'Python environments',
    script: 'setup:python',
    result: 'passed',
    seconds: 1,
    counts: { passed: 0, failed: 0, notRun: [{ name: 'Python suites', reason: 'no Python' }], slowest: [] },
  };
  expect(judge([environments, build], { requireAll: true })).toMatchObject({ ok: false, passed: 1, failed: 1 });
});

test('a step that fails without a failed test still fails the run', () => {
  const crashed: Outcome = { ...tests, result: 'failed', counts: undefined };
  expect(judge([build, crashed], { requireAll: false })).toMatchObject({ ok: false, passed: 1, failed: 1 });
  const typeErrors: Outcome = { ...tests, result: 'failed' };
  expect(judge([build, typeErrors], { requireAll: false })).toMatchObject({ ok: false, passed: 41, failed: 1 });
});

test('failed tests are counted, and the step names how to run it again', () => {
  const failing: Outcome = { ...tests, result: 'failed', counts: { passed: 38, failed: 2, notRun: [], slowest: [] } };
  const verdict = judge([build, failing], { requireAll: false });
  expect(verdict).toMatchObject({ ok: false, passed: 39, failed: 2 });
  expect(verdict.text).toContain('run again: npm run test:unit');
});

test('a step that waits for a failed build is not run, and says so', () => {
  const failed: Outcome = { ...build, result: 'failed' };
  const size: Outcome = { name: 'size', script: 'size', result: 'not run', reason: 'the build failed', seconds: 0 };
  const verdict = judge([failed, size], { requireAll: false });
  expect(verdict).toMatchObject({ ok: false, passed: 0, failed: 1 });
  expect(verdict.text).toContain('not run: size: the build failed');
});

test('the files that took longest are named, of all steps together', () => {
  const unit: Outcome = {
    ...tests,
    counts: { passed: 1, failed: 0, notRun: [], slowest: [{ file: 'core a.test.ts', seconds: 3 }] },
  };
  const packed: Outcome = {
    ...tests,
    counts: { passed: 1, failed: 0, notRun: [], slowest: [{ file: 'packed b.test.ts', seconds: 20 }] },
  };
  expect(judge([unit, packed], { requireAll: false }).text).toContain(
    'the slowest test files\n  20.0 s  packed b.test.ts\n   3.0 s  core a.test.ts\n',
  );
});

test('what is left for the long form is said', () => {
  const short: Outcome = { ...tests, counts: { passed: 1, failed: 0, notRun: [], leftForFull: 3, slowest: [] } };
  const verdict = judge([short], { requireAll: true });
  expect(verdict).toMatchObject({ ok: true, passed: 1, failed: 0 });
  expect(verdict.text).toContain('1 tests passed, 0 failed, 3 left for npm run test:full');
});
