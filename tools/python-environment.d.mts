/** What an environment holds and what it takes to make it. */
export interface PythonEnvironmentSpec {
  /** Absolute. It holds `requirements.txt`; `.venv` is made in it. */
  readonly folder: string;
  /** What cannot be run without it, as the first words of the reason: "The Python class". */
  readonly neededBy: string;
  /** The oldest Python that its packages take: 8 for Python 3.8. */
  readonly oldestMinor: number;
  /** The newest Python that they take. */
  readonly newestMinor: number;
  /** How long one step of the install may take. Default 10: what takes longer hangs, or wants more room than CI has. */
  readonly installMinutes?: number | undefined;
  /** Run by the new interpreter at the end: an environment that cannot import what it is for is none. */
  readonly check: { readonly what: string; readonly code: string };
}

/** Either the interpreter of a ready environment, or the reason why there is none. */
export type PythonEnvironment = { readonly python: string } | { readonly notRun: string };

/**
 * Makes (once, and again when its requirements change) a virtual environment, and answers its interpreter.
 * Never rejects for a missing Python or a failed install: that is `notRun`, a reason to skip or to fail with.
 * Safe to call from several processes at once. `findUv` returns the command that makes it, nothing where pip is to: by
 * default uv from the PATH, or brought by pip.
 */
export function makePythonEnvironment(
  spec: PythonEnvironmentSpec,
  options?: { readonly findUv?: () => Promise<string | undefined> },
): Promise<PythonEnvironment>;

/** Lets a module be run by hand too: prints the interpreter's path, or the reason why there is none. */
export function printWhenRunAsScript(moduleUrl: string, ensure: () => Promise<PythonEnvironment>): Promise<void>;
