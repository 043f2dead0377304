// Makes tools/bench-samplers/.venv with Optuna. torch alone is some gigabytes: only the benchmark asks for it.

import { makePythonEnvironment, printWhenRunAsScript } from '../python-environment.mjs';

/** @returns {Promise<import('../python-environment.mjs').PythonEnvironment>} */
export function ensureOptunaEnvironment() {
  return makePythonEnvironment({
    folder: import.meta.dirname,
    neededBy: 'Optuna',
    oldestMinor: 11,
    newestMinor: 13,
    installMinutes: 90,
    check: { what: 'importing Optuna', code: 'import optuna, scipy, torch' },
  });
}

await printWhenRunAsScript(import.meta.url, ensureOptunaEnvironment);
