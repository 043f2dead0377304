import { HyperDriveError } from '@hyperdrive-run/core';

/** Where something stands in a sweep file. Both count from 1. */
export interface SweepFilePosition {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with a sweep file. */
export interface SweepFileProblem extends SweepFilePosition {
  /** Which key: `search_space.lr.min_value`; empty for the file as a whole. */
  readonly path: string;
  /** What was found there. */
  readonly got: string;
  /** What is taken there. */
  readonly takes: string;
}

/** Something in a sweep file that is accepted, but does not do what one may expect. */
export interface SweepFileWarning extends SweepFilePosition {
  readonly path: string;
  readonly message: string;
}

/** A sweep file is wrong. All problems are listed at once, in `problems` and in the message, in the file's order. */
export class SweepFileError extends HyperDriveError {
  /** The file as the caller named it. */
  readonly file: string;
  readonly problems: readonly SweepFileProblem[];

  constructor(file: string, problems: readonly SweepFileProblem[]) {
    const lines = problems.map(({ line, column, path, got, takes }) => {
      const what = path === '' ? got : `${path} is ${got}`;
      return `${file}:${line}:${column}: ${what}, but takes ${takes}`;
    });
    super({
      code: 'invalid-config',
      message:
        lines.length === 1
          ? `${lines[0]}.`
          : `The sweep file has ${lines.length} faults:\n${lines.map((line) => `- ${line}`).join('\n')}`,
      hint: 'Correct what is listed and try again; nothing was submitted.',
    });
    this.file = file;
    this.problems = problems;
  }
}
