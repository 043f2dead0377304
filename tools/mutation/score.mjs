// Stryker's own way of counting: found = killed or timed out, of all that ran or that no test reached.

/** @typedef {{ found: number, missed: number }} Score */

/** @typedef {{ files: Readonly<Record<string, { mutants: readonly { status: string }[] }>> }} MutationReport
 *  What Stryker keeps in its incremental file, in the form of https://github.com/stryker-mutator/mutation-testing-elements. */

/**
 * @param {MutationReport} report
 * @returns {Score}
 */
export function scoreOf(report) {
  const statuses = Object.values(report.files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  /** @param {...string} wanted */
  const count = (...wanted) => statuses.filter((status) => wanted.includes(status)).length;
  return { found: count('Killed', 'Timeout'), missed: count('Survived', 'NoCoverage') };
}

/**
 * @param {readonly Score[]} scores
 * @returns {Score}
 */
export function sumOf(scores) {
  return {
    found: scores.reduce((sum, { found }) => sum + found, 0),
    missed: scores.reduce((sum, { missed }) => sum + missed, 0),
  };
}

/**
 * @param {Score} score
 * @returns {number | undefined} `undefined` where nothing was changed.
 */
export function percentOf({ found, missed }) {
  return found + missed === 0 ? undefined : (100 * found) / (found + missed);
}
