import type { CommanderError } from 'commander';

/** The command line could not be understood, or asked for help, which ends it as well. */
export class ParseFailure extends Error {
  readonly parseError: CommanderError;
  /** The command that it was meant for, such as `service start`; empty for the program itself. */
  readonly words: readonly string[];

  constructor(parseError: CommanderError, words: readonly string[]) {
    super(parseError.message, { cause: parseError });
    this.name = 'ParseFailure';
    this.parseError = parseError;
    this.words = words;
  }
}
