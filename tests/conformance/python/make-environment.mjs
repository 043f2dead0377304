#!/usr/bin/env node
// Makes tests/conformance/python/.venv with the packages of requirements.txt.
// Needs Node >= 20.19 and a Python 3.8 to 3.12 (or `uv`, which brings one). A second run is instant.
//
//   node tests/conformance/python/make-environment.mjs     last line of stdout: the interpreter's path
//
// HYPERDRIVE_PYTHON=/path/to/python3 chooses the Python to build from.

import { makePythonEnvironment, printWhenRunAsScript } from '../../../tools/python-environment.mjs';

/**
 * @returns {Promise<{ python: string } | { notRun: string }>}
 */
export function ensurePythonEnvironment() {
  return makePythonEnvironment({
    folder: import.meta.dirname,
    neededBy: 'The Python class',
    oldestMinor: 8,
    newestMinor: 12,
    check: {
      what: 'importing the Python class',
      // The libraries import imghdr late; Python 3.13 no longer has it.
      code: 'import imghdr, azureml.core; from azureml.train.hyperdrive import HyperDriveRun',
    },
  });
}

await printWhenRunAsScript(import.meta.url, ensurePythonEnvironment);
