// What a whole run of `npm test` means: its table for people, its numbers for CI, and whether it passed.

/** @typedef {import('./run-step.mjs').Outcome} Outcome */
/** @typedef {import('./count-reporter.mjs').NotRun} NotRun */

/**
 * @typedef {object} Verdict
 * @property {boolean} ok
 * @property {number} passed Tests and steps without tests that passed.
 * @property {number} failed Tests and steps that failed, and with `requireAll` what was not run.
 * @property {string} text The table.
 */

/**
 * @param {readonly Outcome[]} outcomes
 * @param {{ requireAll: boolean }} options `requireAll`: what was not run counts as failed.
 * @returns {Verdict}
 */
export function judge(outcomes, { requireAll }) {
  const missing = outcomes.flatMap(missingOf);
  const failed = sum(outcomes.map(failuresOf)) + (requireAll ? missing.length : 0);
  const passed = sum(outcomes.map(passesOf));
  const tests = outcomes.flatMap((outcome) => (outcome.counts === undefined ? [] : [outcome.counts]));
  const text = [
    ...table(outcomes),
    '',
    ...slowestFiles(tests.flatMap(({ slowest }) => slowest)),
    ...(tests.length === 0 ? [] : [countedTests(tests)]),
    ...missing.map(({ name, reason }) => `not run: ${name}: ${reason}`),
    ...outcomes.filter((outcome) => outcome.result === 'failed').map(({ script }) => `run again: npm run ${script}`),
  ].join('\n');
  return { ok: failed === 0, passed, failed, text };
}

/** @param {readonly import('./count-reporter.mjs').TestCounts[]} tests */
function countedTests(tests) {
  const left = sum(tests.map(({ leftForFull = 0 }) => leftForFull));
  const counted = `${sum(tests.map(({ passed }) => passed))} tests passed, ${sum(tests.map(({ failed }) => failed))} failed`;
  return left === 0 ? counted : `${counted}, ${left} left for npm run test:full`;
}

/** @param {Outcome} outcome */
function passesOf({ result, counts }) {
  if (counts !== undefined) return counts.passed;
  return result === 'passed' ? 1 : 0;
}

/**
 * A step that failed has failed even where no test of it did.
 * @param {Outcome} outcome
 */
function failuresOf({ result, counts }) {
  return Math.max(counts?.failed ?? 0, result === 'failed' ? 1 : 0);
}

/**
 * @param {Outcome} outcome
 * @returns {NotRun[]}
 */
function missingOf({ name, result, reason, counts }) {
  if (result === 'not run') return [{ name, reason: reason ?? 'nobody says why' }];
  return counts?.notRun ?? [];
}

/** @param {readonly Outcome[]} outcomes */
function table(outcomes) {
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  return outcomes.map(
    ({ name, result, seconds }) => `${name.padEnd(width)}  ${result.padEnd(7)}  ${seconds.toFixed(1).padStart(6)} s`,
  );
}

/**
 * What belongs into the long form first, if the whole takes too long.
 * @param {readonly import('./count-reporter.mjs').SlowFile[]} files
 */
function slowestFiles(files) {
  if (files.length === 0) return [];
  const shown = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10);
  return [
    'the slowest test files',
    ...shown.map(({ file, seconds }) => `${seconds.toFixed(1).padStart(6)} s  ${file}`),
    '',
  ];
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
