// Makes a Python environment for tests and benchmarks: FOLDER/.venv with the packages of FOLDER/requirements.txt.
// Needs a Python of a version that fits, or `uv`, which brings one; where there is no uv it is brought by pip. A second call
// is instant, until the requirements change; several processes may call at once.

import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildEnvironment } from './python/build-environment.mjs';
import { ensureUv } from './python/ensure-uv.mjs';

/** @typedef {import('./python-environment.mjs').PythonEnvironmentSpec} PythonEnvironmentSpec */
/** @typedef {import('./python-environment.mjs').PythonEnvironment} PythonEnvironment */

/**
 * @param {PythonEnvironmentSpec} spec
 * @param {{ findUv?: () => Promise<string | undefined> }} [options]
 * @returns {Promise<PythonEnvironment>}
 */
export function makePythonEnvironment(spec, { findUv = ensureUv } = {}) {
  return buildEnvironment(spec, findUv);
}

/**
 * For a script that is run by hand: where `moduleUrl` is the script that Node was started with, makes the environment
 * and prints the interpreter's path as the last line, or the reason why there is none (exit code 1).
 *
 * @param {string} moduleUrl
 * @param {() => Promise<PythonEnvironment>} ensure
 */
export async function printWhenRunAsScript(moduleUrl, ensure) {
  if (process.argv[1] === undefined || realpathSync(process.argv[1]) !== fileURLToPath(moduleUrl)) return;
  const environment = await ensure();
  if ('notRun' in environment) {
    console.error(environment.notRun);
    process.exitCode = 1;
  } else {
    console.log(environment.python);
  }
}
