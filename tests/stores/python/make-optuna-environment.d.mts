import type { PythonEnvironment } from '../../../tools/python-environment.mjs';

/** The major versions, newest first. */
export const optunaMajors: readonly [5, 4, 3];

/**
 * Makes (once) the virtual environment that holds one of the real Optunas, and returns its interpreter. Never rejects for a
 * missing Python or a failed install: that is `notRun`, a reason to skip or to fail with.
 */
export function ensureOptunaEnvironment(major: 5 | 4 | 3): Promise<PythonEnvironment>;
