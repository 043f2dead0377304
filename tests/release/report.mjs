// Prints what is done, and counts what failed.

let passed = 0;
/** @type {string[]} */
const failures = [];

/**
 * Does one thing. What it throws is printed and counted, and the others are done nevertheless.
 * @template T
 * @param {string} name A sentence.
 * @param {() => Promise<T>} act
 * @returns {Promise<T | undefined>} Nothing where it failed.
 */
export async function step(name, act) {
  const start = performance.now();
  try {
    const result = await act();
    passed += 1;
    console.log(`  ok      ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    failures.push(name);
    console.log(`  FAILED  ${name}\n${indent(error instanceof Error ? error.message : String(error))}`);
    return undefined;
  }
}

/** @returns {number} The exit code: 0 where nothing failed. */
export function report() {
  for (const name of failures) console.log(`failed: ${name}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  return failures.length === 0 ? 0 : 1;
}

/** @param {string} text */
function indent(text) {
  return text.trimEnd().replaceAll(/^/gm, '          ');
}
