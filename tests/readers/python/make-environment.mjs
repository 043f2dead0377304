#!/usr/bin/env node
// Makes tests/readers/python/.venv with the packages of requirements.txt: pandas, polars and DuckDB.
// Needs Node >= 20.19 and a Python 3.11 to 3.14 (or `uv`, which brings one). It takes about half a minute and 450 MB; a
// second run is instant.
//
//   node tests/readers/python/make-environment.mjs     last line of stdout: the interpreter's path
//
// HYPERDRIVE_PYTHON=/path/to/python3 chooses the Python to build from.

import { makePythonEnvironment, printWhenRunAsScript } from '../../../tools/python-environment.mjs';

/**
 * @returns {Promise<import('../../../tools/python-environment.mjs').PythonEnvironment>}
 */
export function ensureReadersEnvironment() {
  return makePythonEnvironment({
    folder: import.meta.dirname,
    neededBy: 'Reading an exported table with pandas, polars and DuckDB',
    oldestMinor: 11,
    newestMinor: 14,
    check: { what: 'importing pandas, polars and DuckDB', code: 'import pandas, polars, duckdb' },
  });
}

await printWhenRunAsScript(import.meta.url, ensureReadersEnvironment);
