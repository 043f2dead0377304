/**
 * One violated rule.
 * @typedef {object} Problem
 * @property {string} rule The rule's name.
 * @property {string} file From the root.
 * @property {string} what What is wrong there.
 * @property {string} why The reason for the rule.
 */

/**
 * @param {readonly Problem[]} problems
 * @returns {string} The problems for people: each rule with its reason, then where it is violated.
 */
export function describeProblems(problems) {
  const rules = [...new Set(problems.map((problem) => `${problem.rule}: ${problem.why}`))];
  return rules
    .map((rule) => {
      const places = problems.filter((problem) => `${problem.rule}: ${problem.why}` === rule);
      return [rule, ...places.map((problem) => `  ${problem.file}: ${problem.what}`)].join('\n');
    })
    .join('\n\n');
}
