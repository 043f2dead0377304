import { shellQuote } from '../../../trial/shell-quote.js';

/** What a batch script exits with that runs nothing, since its launch is over or is another attempt's. It is no trial's exit code. */
export const refusedExitCode = 77;

/**
 * The script that SLURM runs: the compute's setup lines, then the program of the launch in its place, so that it gets the
 * signals. It contains nothing secret: SLURM shows it to its owner. A job that SLURM starts once more may find that the files of
 * its launch were removed, since its trial has ended; so the program is opened before anything else.
 */
export function batchScript(setup: readonly string[], program: string, description: string): string {
  const prepare =
    setup.length === 0
      ? []
      : ['if ! {', ...setup, '}; then', "  echo 'The setup of this compute failed.' >&2", '  exit 1', 'fi'];
  return [
    '#!/bin/bash',
    `if ! exec {hyperdrive_program}<${shellQuote(program)}; then`,
    "  echo 'Nothing is run: the files of this start were removed, since it is over, or this node does not see them.' >&2",
    `  exit ${refusedExitCode}`,
    'fi',
    ...prepare,
    'if ! command -v python3 >/dev/null; then',
    '  echo "python3 was not found on $(hostname): add a setup line to the compute that brings it." >&2',
    '  exit 1',
    'fi',
    // -S: it needs none of the packages of the node, and need not look for them.
    `exec python3 -I -S "/dev/fd/$hyperdrive_program" ${shellQuote(description)}`,
    '',
  ].join('\n');
}
