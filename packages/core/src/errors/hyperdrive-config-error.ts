import { HyperDriveError } from './hyperdrive-error.js';
import { markErrorClass } from './mark-error-class.js';

/** One thing that is wrong with a config: where, what was found, what is taken there. */
export interface ConfigViolation {
  /** Where: `hyperparameterSampling.parameterSpace.lr`, `maxTotalRuns`, ... */
  readonly path: string;
  /** What was found there, as text. */
  readonly got: string;
  /** What is taken there. */
  readonly takes: string;
}

/** A sweep's config is wrong. All violations are listed at once, in `violations` and in the message. */
export class HyperDriveConfigError extends HyperDriveError {
  static {
    markErrorClass(HyperDriveConfigError, 'HyperDriveConfigError');
  }

  readonly violations: readonly ConfigViolation[];

  constructor(violations: readonly ConfigViolation[], options?: { readonly cause?: unknown; readonly hint?: string }) {
    const lines = violations.map(({ path, got, takes }) => `${path} is ${got}, but takes ${takes}`);
    super({
      code: 'invalid-config',
      message:
        lines.length === 1
          ? `${lines[0]}.`
          : `The config has ${lines.length} faults:\n${lines.map((line) => `- ${line}`).join('\n')}`,
      hint: options?.hint ?? 'Correct what is listed and try again; nothing was submitted.',
      cause: options?.cause,
    });
    this.violations = violations;
  }
}
