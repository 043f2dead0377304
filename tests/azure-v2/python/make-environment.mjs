#!/usr/bin/env node
// Makes tests/azure-v2/python/.venv with the packages of requirements.txt: the real azure-ai-ml.
// Needs Node >= 20.19 and a Python 3.9 to 3.13 (or `uv`, which brings one). It takes about a minute and 250 MB; a second run
// is instant.
//
//   node tests/azure-v2/python/make-environment.mjs     last line of stdout: the interpreter's path
//
// HYPERDRIVE_PYTHON=/path/to/python3 chooses the Python to build from.

import { makePythonEnvironment, printWhenRunAsScript } from '../../../tools/python-environment.mjs';

/**
 * @returns {Promise<import('../../../tools/python-environment.mjs').PythonEnvironment>}
 */
export function ensureAzureEnvironment() {
  return makePythonEnvironment({
    folder: import.meta.dirname,
    neededBy: 'Comparing submits with azure-ai-ml',
    oldestMinor: 9,
    newestMinor: 13,
    check: { what: 'importing azure-ai-ml', code: 'import azure.ai.ml, cryptography' },
  });
}

await printWhenRunAsScript(import.meta.url, ensureAzureEnvironment);
