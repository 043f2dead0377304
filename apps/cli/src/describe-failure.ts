import { HyperDriveError, type HyperDriveError as HyperDriveErrorType } from '@hyperdrive-run/sdk';
import { CommanderError } from 'commander';
import { CliError } from './cli-error.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { escapeAsOneLine, escapeForTerminal } from './output/escape-for-terminal.js';

/** A failure as it is told: what happened, what to do, and what the program answers. */
export interface Failure {
  /** Escaped. One line, but for a list of faults. */
  readonly what: string;
  /** Escaped, one line. */
  readonly hint: string;
  readonly exitCode: ExitCode;
  /** Whether it is nobody's fault but this program's. */
  readonly isDefect: boolean;
}

/** Puts any caught value into the words for a person at a terminal. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof CliError) return failure(error.message, error.hint, error.exitCode);
  if (error instanceof CommanderError) return describeParseError(error);
  if (HyperDriveError.isInstance(error)) return describeHyperDriveError(error);
  const message = error instanceof Error ? error.message : String(error);
  const hint = 'This is a defect of hyperdrive. Run the command again with --verbose, and report what it prints.';
  return { ...failure(`Something unexpected happened: ${message}`, hint, exitCode.failure), isDefect: true };
}

function failure(message: string, hint: string, code: ExitCode): Failure {
  return { what: escapeAsOneLine(message), hint: escapeAsOneLine(hint), exitCode: code, isDefect: false };
}

/** The hints of the libraries are for programmers; where that matters, these are for people who type commands. */
const hints: Partial<Record<HyperDriveErrorType['code'], string>> = {
  'not-authenticated': 'Put a token that is valid for this service into the environment variable HYPERDRIVE_TOKEN.',
  'not-a-sweep':
    'Give the id of a sweep; "hyperdrive list" shows them. "hyperdrive status" and "metrics" take any run.',
  'unreadable-metrics': 'Try again; if it stays, "hyperdrive logs" of that run may say more.',
  'timed-out': 'Try again.',
};

function describeHyperDriveError(error: HyperDriveErrorType): Failure {
  const code = error.code === 'invalid-argument' ? exitCode.usage : exitCode.failure;
  const hint = hints[error.code] ?? error.hint ?? 'Run "hyperdrive --help" to see what this program does.';
  const told = failure(error.message, hint, code);
  // A file may have many faults, each on a line of its own.
  if (error.code !== 'invalid-config') return told;
  return { ...told, what: error.message.trim().split('\n').map(escapeForTerminal).join('\n') };
}

/** `error: unknown command 'statsu'` with `(Did you mean status?)` below. */
function describeParseError(error: CommanderError): Failure {
  const [first = '', ...others] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = /\(Did you mean (.*)\?\)/.exec(others.join(' '))?.[1];
  const what = `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.$/, '')}.`;
  const help = 'Run "hyperdrive --help" to see what there is.';
  return failure(what, suggestion === undefined ? help : `Did you mean ${suggestion}? ${help}`, exitCode.usage);
}
