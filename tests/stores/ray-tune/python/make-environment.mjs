#!/usr/bin/env node
// Makes tests/stores/ray-tune/python/.venv with the packages of requirements.txt: the real Ray Tune. Needs Node >= 20.19 and
// a Python 3.11 to 3.13 (or `uv`, which brings one). It takes about a minute and 600 MB; a second run is instant.
//
//   node tests/stores/ray-tune/python/make-environment.mjs     last line of stdout: the interpreter's path
//
// HYPERDRIVE_PYTHON=/path/to/python3 chooses the Python to build from.

import { makePythonEnvironment, printWhenRunAsScript } from '../../../../tools/python-environment.mjs';

/**
 * @returns {Promise<import('../../../../tools/python-environment.mjs').PythonEnvironment>}
 */
export function ensureRayTuneEnvironment() {
  return makePythonEnvironment({
    folder: import.meta.dirname,
    neededBy: 'Ray Tune',
    oldestMinor: 11,
    newestMinor: 13,
    check: { what: 'importing Ray Tune', code: 'import ray.tune, pandas' },
  });
}

await printWhenRunAsScript(import.meta.url, ensureRayTuneEnvironment);
