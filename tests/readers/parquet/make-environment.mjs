#!/usr/bin/env node
// Makes tests/readers/parquet/.venv with the packages of requirements.txt: pandas, polars, DuckDB and pyarrow.
// Needs Node >= 20.19 and a Python 3.11 to 3.14 (or `uv`, which brings one). It takes about half a minute and 600 MB; a
// second run is instant.
//
//   node tests/readers/parquet/make-environment.mjs     last line of stdout: the interpreter's path
//
// HYPERDRIVE_PYTHON=/path/to/python3 chooses the Python to build from.

import { makePythonEnvironment, printWhenRunAsScript } from '../../../tools/python-environment.mjs';

/**
 * @returns {Promise<import('../../../tools/python-environment.mjs').PythonEnvironment>}
 */
export function ensureParquetEnvironment() {
  return makePythonEnvironment({
    folder: import.meta.dirname,
    neededBy: 'Reading an exported Parquet file with pandas, polars, DuckDB and pyarrow',
    oldestMinor: 11,
    newestMinor: 14,
    check: {
      what: 'importing pandas, polars, DuckDB and pyarrow',
      code: 'import pandas, polars, duckdb, pyarrow.parquet',
    },
  });
}

await printWhenRunAsScript(import.meta.url, ensureParquetEnvironment);
