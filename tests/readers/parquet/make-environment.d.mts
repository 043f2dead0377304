import type { PythonEnvironment } from '../../../tools/python-environment.mjs';

/**
 * Makes (once) the virtual environment that contains pandas, polars, DuckDB and pyarrow, and returns its interpreter.
 * Never rejects for a missing Python or a failed install: that is `notRun`, a reason to skip or to fail with.
 */
export function ensureParquetEnvironment(): Promise<PythonEnvironment>;
