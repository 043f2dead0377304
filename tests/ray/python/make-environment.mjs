#!/usr/bin/env node
// Makes tests/ray/python/.venv with the packages of requirements.txt: the real Ray. Needs Node >= 20.19 and a Python
// 3.10 to 3.13 (or `uv`, which brings one). It takes about a minute and 400 MB; a second run is instant.
//
//   node tests/ray/python/make-environment.mjs     last line of stdout: the interpreter's path
//
// HYPERDRIVE_PYTHON=/path/to/python3 chooses the Python to build from.

import { makePythonEnvironment, printWhenRunAsScript } from '../../../tools/python-environment.mjs';

/**
 * @returns {Promise<import('../../../tools/python-environment.mjs').PythonEnvironment>}
 */
export function ensureRayEnvironment() {
  return makePythonEnvironment({
    folder: import.meta.dirname,
    neededBy: 'Ray',
    oldestMinor: 10,
    newestMinor: 13,
    check: { what: 'importing Ray and its dashboard', code: 'import ray, ray.dashboard.head' },
  });
}

await printWhenRunAsScript(import.meta.url, ensureRayEnvironment);
