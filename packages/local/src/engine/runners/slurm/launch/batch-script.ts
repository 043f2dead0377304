import { shellQuote } from '../../../trial/shell-quote.js';

/**
 * The script that SLURM runs: the compute's setup lines, then the program of the launch in its place, so that it gets the
 * signals. It contains nothing secret: SLURM
 * shows it to its owner.
 */
export function batchScript(setup: readonly string[], program: string, description: string): string {
  const prepare =
    setup.length === 0
      ? []
      : ['if ! {', ...setup, '}; then', "  echo 'The setup of this compute failed.' >&2", '  exit 1', 'fi'];
  return [
    '#!/bin/bash',
    ...prepare,
    'if ! command -v python3 >/dev/null; then',
    '  echo "python3 was not found on $(hostname): add a setup line to the compute that brings it." >&2',
    '  exit 1',
    'fi',
    `exec python3 -I ${shellQuote(program)} ${shellQuote(description)}`,
    '',
  ].join('\n');
}
