// Runs steps side by side: each begins once those that it waits for have ended, and at most so many run at once.

/** @typedef {import('./steps.mjs').Step} Step */
/** @typedef {import('./run-step.mjs').Outcome} Outcome */

/**
 * @param {readonly Step[]} steps Where several could begin, the first one does.
 * @param {(step: Step) => Promise<Outcome>} run
 * @param {number} lanes How many run at once.
 * @returns {Promise<Outcome[]>} In the order of the steps.
 */
export async function runSideBySide(steps, run, lanes) {
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  const waiting = new Set(steps);
  /** @type {Map<Step, Promise<void>>} */
  const running = new Map();
  while (waiting.size > 0 || running.size > 0) {
    const next = [...waiting].find((step) => mayBegin(step, [...running.keys()], lanes, outcomes));
    if (next !== undefined) {
      waiting.delete(next);
      running.set(
        next,
        settle(next).then(() => void running.delete(next)),
      );
    } else if (running.size > 0) {
      await Promise.race(running.values());
    } else {
      throw new Error(`Nothing ends that these wait for: ${[...waiting].map(({ name }) => name).join(', ')}`);
    }
  }
  return steps.flatMap(({ name }) => outcomes.get(name) ?? []);

  /** @param {Step} step */
  async function settle(step) {
    const missing = (step.needs ?? []).find((name) => outcomes.get(name)?.result !== 'passed');
    const outcome = missing === undefined ? await run(step) : notRun(step, missing);
    outcomes.set(step.name, outcome);
  }
}

/**
 * @param {Step} step
 * @param {readonly Step[]} running
 * @param {number} lanes
 * @param {ReadonlyMap<string, Outcome>} outcomes
 */
function mayBegin({ needs = [], after = [], isAlone }, running, lanes, outcomes) {
  const isRoom = isAlone ? running.length === 0 : running.length < lanes && !running.some((other) => other.isAlone);
  return isRoom && [...needs, ...after].every((name) => outcomes.has(name));
}

/**
 * @param {Step} step
 * @param {string} missing
 * @returns {Outcome}
 */
function notRun({ name, script }, missing) {
  return { name, script, result: 'not run', reason: `it needs the step "${missing}", which did not pass`, seconds: 0 };
}
