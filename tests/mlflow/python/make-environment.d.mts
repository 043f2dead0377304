import type { PythonEnvironment } from '../../../tools/python-environment.mjs';

/**
 * Makes (once) the virtual environment that holds the real MLflow, scikit-learn and Optuna, and answers its interpreter.
 * Never rejects for a missing Python or a failed install: that is `notRun`, a reason to skip or to fail with.
 */
export function ensureMlflowEnvironment(): Promise<PythonEnvironment>;
