import { BackendError, HyperDriveError, HyperDriveRehydrateError } from '@hyperdrive-run/sdk';
import { SweepFileError } from '@hyperdrive-run/sweep-file';
import { AzCliError } from '../open/credential/az-cli-error.js';
import { escapeAsOneLine, escapeForTerminal } from '../output/escape/escape-for-terminal.js';
import { isDiskFull } from '../output/write-failure.js';
import { ParseFailure } from '../program/parse-failure.js';
import { messageOf } from './caught-error.js';
import { CliError } from './cli-error.js';
import { quoteWord } from './command-line.js';
import { type ExitCode, exitCode } from './exit-code.js';

/** A failure for a person: what happened, what to do, and the exit code. */
export interface Failure {
  /** Escaped. One line, but for a list of faults. */
  readonly what: string;
  /** Escaped, one line. */
  readonly hint: string;
  readonly exitCode: ExitCode;
  /** Whether it is nobody's fault but this program's. */
  readonly isDefect: boolean;
}

/**
 * Puts any caught value into the words for a person at a terminal.
 * @param program how this program was called, for commands that a hint names
 */
export function describeFailure(error: unknown, program: string): Failure {
  if (error instanceof CliError) return failure(error.message, error.hint, error.exitCode);
  if (error instanceof ParseFailure) return describeParseError(error, program);
  if (HyperDriveError.isInstance(error)) return describeHyperDriveError(error, program);
  const message = messageOf(error);
  if (isDiskFull(error)) {
    return failure(
      `The disk is full: ${message}`,
      'Free some space, or use a folder on another disk.',
      exitCode.failure,
    );
  }
  const hint = 'This is a defect of hyperdrive. Run the command again with --verbose, and report what it prints.';
  return { ...failure(`Something unexpected happened: ${message}`, hint, exitCode.failure), isDefect: true };
}

function failure(message: string, hint: string, code: ExitCode): Failure {
  return { what: escapeAsOneLine(message), hint: escapeAsOneLine(hint), exitCode: code, isDefect: false };
}

/** The hints of the libraries are for programmers; where that matters, these are for people who type commands. */
const hints: Partial<Record<HyperDriveError['code'], (program: string, error: HyperDriveError) => string>> = {
  'run-not-found': (program) => `Check the id; "${program} list" shows the existing sweeps.`,
  'not-authenticated': (_, error) =>
    error instanceof AzCliError
      ? error.hint
      : 'Put a token that is valid for this service into the environment variable HYPERDRIVE_TOKEN, for MLflow into MLFLOW_TRACKING_TOKEN.',
  'not-a-sweep': (program, error) =>
    (HyperDriveRehydrateError.isInstance(error) ? judgeBy(error.loggedMetricNames) : undefined) ??
    `Give the id of a sweep; "${program} list" shows them.`,
  'unreadable-metrics': (program) => `Try again; if it stays, "${program} logs RUN" for that run may show more.`,
  'timed-out': (_, error) => (error instanceof AzCliError ? error.hint : 'Try again.'),
};

/** A run with children opens with a metric to judge them by; the first one is the example. */
function judgeBy(logged: readonly string[] | undefined): string | undefined {
  if (logged === undefined) return undefined;
  const metric = logged.length === 0 ? 'METRIC' : quoteWord(escapeForTerminal(logged[0] ?? ''));
  return `Name what to judge its children by: --primary-metric ${metric} --goal maximize, or minimize.`;
}

function describeHyperDriveError(error: HyperDriveError, program: string): Failure {
  const isWrongInput = error.code === 'invalid-argument' || SweepFileError.isInstance(error);
  const code = isWrongInput ? exitCode.usage : exitCode.failure;
  const hint = hints[error.code]?.(program, error) ?? error.hint ?? seeHelp(program);
  const described = failure(error.message, hint + requestIdOf(error), code);
  // A file may have many faults, each on a line of its own.
  if (error.code !== 'invalid-config') return described;
  return { ...described, what: error.message.trim().split('\n').map(escapeForTerminal).join('\n') };
}

/** What the support of a service asks for first, where it is the service that did not do what it was asked for. */
function requestIdOf(error: HyperDriveError): string {
  if (!BackendError.isInstance(error) || error.requestId === undefined) return '';
  return error.code === 'refused' || error.code === 'service-failure' ? ` The request's id: ${error.requestId}` : '';
}

/** `error: unknown command 'statsu'` with `(Did you mean status?)` below. */
function describeParseError({ parseError, words }: ParseFailure, program: string): Failure {
  const [first = '', ...others] = parseError.message.replace(/^error: /, '').split('\n');
  const suggestion = /\(Did you mean (.*)\?\)/.exec(others.join(' '))?.[1];
  const what = `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.$/, '')}.`;
  const help = seeHelp([program, ...words].join(' '));
  return failure(what, suggestion === undefined ? help : `Did you mean ${suggestion}? ${help}`, exitCode.usage);
}

function seeHelp(program: string): string {
  return `Run "${program} --help" to see what there is.`;
}
