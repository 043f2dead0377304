#!/usr/bin/env node
// Makes tests/mlflow/python/.venv with the packages of requirements.txt: the real MLflow, scikit-learn and Optuna.
// Needs Node >= 20.19 and a Python 3.10 to 3.13 (or `uv`, which brings one). It takes about a minute and 900 MB; a
// second run is instant.
//
//   node tests/mlflow/python/make-environment.mjs     last line of stdout: the interpreter's path
//
// HYPERDRIVE_PYTHON=/path/to/python3 chooses the Python to build from.

import { makePythonEnvironment, printWhenRunAsScript } from '../../../tools/python-environment.mjs';

/**
 * @returns {Promise<import('../../../tools/python-environment.mjs').PythonEnvironment>}
 */
export function ensureMlflowEnvironment() {
  return makePythonEnvironment({
    folder: import.meta.dirname,
    neededBy: 'MLflow',
    oldestMinor: 10,
    newestMinor: 13,
    check: {
      what: 'importing MLflow, scikit-learn and Optuna',
      code: 'import mlflow, sklearn, optuna; from optuna.integration import MLflowCallback',
    },
  });
}

await printWhenRunAsScript(import.meta.url, ensureMlflowEnvironment);
