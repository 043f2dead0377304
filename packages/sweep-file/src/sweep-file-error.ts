import { HyperDriveError } from '@hyperdrive-run/core';
import { markErrorClass } from '@hyperdrive-run/core/internal';

/** A position in a sweep file, or in a component file that it names. Both count from 1. */
export interface SweepFilePosition {
  readonly line: number;
  readonly column: number;
  /** The file, where it is not the sweep file itself. */
  readonly file?: string | undefined;
  /** The override (`path=value`) that the value is from. Line and column are then those of what it was put into. */
  readonly override?: string | undefined;
  /** How the user wrote that override, where it was in another way: `--compute gpu`. */
  readonly option?: string | undefined;
}

/** One thing that is wrong with a sweep file. */
export interface SweepFileProblem extends SweepFilePosition {
  /** Which key: `search_space.lr.min_value`; empty for the file as a whole. */
  readonly path: string;
  /** What was found there. */
  readonly got: string;
  /** What is taken there; left out where `got` says it all. */
  readonly takes?: string | undefined;
}

/** Something in a sweep file that is accepted, but does not do what one may expect. */
export interface SweepFileWarning extends SweepFilePosition {
  readonly path: string;
  readonly message: string;
}

/**
 * Tells a place as people look for it: `sweep.yml:3:5`, or `--set limits.timeout=0` for a value that an override put
 * there, or the option that the override was made from.
 * @param file the sweep file as the caller named it
 */
export function describeSweepFilePosition(file: string, position: SweepFilePosition): string {
  if (position.override !== undefined) return position.option ?? `--set ${position.override}`;
  return `${position.file ?? file}:${position.line}:${position.column}`;
}

/** A sweep file is wrong. All problems are listed at once, in `problems` and in the message, in the files' order. */
export class SweepFileError extends HyperDriveError {
  static {
    markErrorClass(SweepFileError, 'SweepFileError');
  }

  /** The file as the caller named it. */
  readonly file: string;
  readonly problems: readonly SweepFileProblem[];
  /** What else was noticed; a misspelled key that was passed over may explain one that is missing. */
  readonly warnings: readonly SweepFileWarning[];

  constructor(file: string, problems: readonly SweepFileProblem[], warnings: readonly SweepFileWarning[] = []) {
    const lines = problems.map((problem) => `${describeSweepFilePosition(file, problem)}: ${describeProblem(problem)}`);
    super({
      code: 'invalid-config',
      message:
        lines.length === 1
          ? `${lines[0]}${/[.?]$/.test(lines[0] ?? '') ? '' : '.'}`
          : `The sweep file has ${lines.length} faults:\n${lines.map((line) => `- ${line}`).join('\n')}`,
      hint: 'Correct what is listed and try again; nothing was submitted.',
    });
    this.file = file;
    this.problems = problems;
    this.warnings = warnings;
  }
}

function describeProblem({ path, got, takes, override }: SweepFileProblem): string {
  const whole = override === undefined ? `the file is ${got}` : got;
  const what = path === '' ? whole : `${path} is ${got}`;
  return takes === undefined ? what : `${what}, but takes ${takes}`;
}
