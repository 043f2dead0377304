#!/usr/bin/env node
// Makes tests/stores/python/optuna-<major>/.venv with the packages of its requirements.txt: one of the real Optunas.
// Needs Node >= 20.19 and a Python 3.11 or 3.12 (or `uv`, which brings one). A second run is instant.
//
//   node tests/stores/python/make-optuna-environment.mjs [5|4|3]     last line of stdout: the interpreter's path
//
// HYPERDRIVE_PYTHON=/path/to/python3 chooses the Python to build from.

import path from 'node:path';
import { makePythonEnvironment, printWhenRunAsScript } from '../../../tools/python-environment.mjs';

/** The major versions, newest first. */
export const optunaMajors = /** @type {const} */ ([5, 4, 3]);

/**
 * @param {(typeof optunaMajors)[number]} major
 * @returns {Promise<import('../../../tools/python-environment.mjs').PythonEnvironment>}
 */
export function ensureOptunaEnvironment(major) {
  return makePythonEnvironment({
    folder: path.join(import.meta.dirname, `optuna-${major}`),
    neededBy: `Optuna ${major}`,
    oldestMinor: 11,
    newestMinor: 12,
    check: {
      what: `importing Optuna ${major}`,
      code: `import optuna, pandas; optuna.create_study()${major === 5 ? '; import optuna_dashboard' : ''}`,
    },
  });
}

await printWhenRunAsScript(import.meta.url, () => {
  const major = optunaMajors.find((known) => String(known) === (process.argv[2] ?? '5'));
  if (major === undefined) throw new Error(`There is no environment for Optuna ${process.argv[2]}.`);
  return ensureOptunaEnvironment(major);
});
