import { type ExitCode, exitCode } from './exit-code.js';

/** Something that a person at the terminal can put right: what happened, and what to do about it. */
export class CliError extends Error {
  readonly hint: string;
  readonly exitCode: ExitCode;

  constructor(options: {
    readonly message: string;
    readonly hint: string;
    readonly exitCode?: ExitCode | undefined;
    readonly cause?: unknown;
  }) {
    super(options.message, { cause: options.cause });
    this.name = 'CliError';
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? exitCode.failure;
  }
}

/** The command line itself is wrong. */
export function usageError(message: string, hint: string): CliError {
  return new CliError({ message, hint, exitCode: exitCode.usage });
}
