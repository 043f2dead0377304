import type { PythonEnvironment } from '../../../tools/python-environment.mjs';

/**
 * Makes (once) the virtual environment that holds pandas, polars and DuckDB, and answers its interpreter.
 * Never rejects for a missing Python or a failed install: that is `notRun`, a reason to skip or to fail with.
 */
export function ensureReadersEnvironment(): Promise<PythonEnvironment>;
