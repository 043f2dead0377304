/** The exit codes of the program. */
export const exitCode = {
  ok: 0,
  failure: 1,
  /** The command line is wrong: nothing was done. */
  usage: 2,
  /** The sweep has no best run. */
  noBestRun: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
