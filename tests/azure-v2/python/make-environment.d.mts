import type { PythonEnvironment } from '../../../tools/python-environment.mjs';

/**
 * Makes (once) the virtual environment that holds the real azure-ai-ml, and answers its interpreter.
 * Never rejects for a missing Python or a failed install: that is `notRun`, a reason to skip or to fail with.
 */
export function ensureAzureEnvironment(): Promise<PythonEnvironment>;
