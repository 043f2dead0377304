/** Either the interpreter of a ready environment, or the reason why there is none. */
export type PythonEnvironment = { readonly python: string } | { readonly notRun: string };

/**
 * Makes (once) the virtual environment that holds the real Python class, and answers its interpreter.
 * Never rejects for a missing Python or a failed install: that is `notRun`, a reason to skip or to fail with.
 * Safe to call from several processes at once.
 */
export function ensurePythonEnvironment(): Promise<PythonEnvironment>;
