// Makes tools/bench-suggestions/.venv with scikit-optimize.

import { makePythonEnvironment, printWhenRunAsScript } from '../python-environment.mjs';

/** @returns {Promise<import('../python-environment.mjs').PythonEnvironment>} */
export function ensureSkoptEnvironment() {
  return makePythonEnvironment({
    folder: import.meta.dirname,
    neededBy: 'scikit-optimize',
    oldestMinor: 11,
    newestMinor: 13,
    check: { what: 'importing scikit-optimize', code: 'import skopt' },
  });
}

await printWhenRunAsScript(import.meta.url, ensureSkoptEnvironment);
