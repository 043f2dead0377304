import type { PythonEnvironment } from '../../../tools/python-environment.mjs';

export type { PythonEnvironment };

/**
 * Makes (once) the virtual environment that holds the real Python class, and answers its interpreter.
 * Never rejects for a missing Python or a failed install: that is `notRun`, a reason to skip or to fail with.
 * Safe to call from several processes at once.
 */
export function ensurePythonEnvironment(): Promise<PythonEnvironment>;
