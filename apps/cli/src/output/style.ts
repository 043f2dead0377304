import type { CliIo, CliOutput } from '../context/cli-io.js';

/** Marks text for a terminal; plain text where there are no colours. Only text that is escaped goes in. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  red(text: string): string;
  cyan(text: string): string;
}

/** @param output where the text goes: colours are for terminals, and nobody gets them who set NO_COLOR */
export function styleFor(output: CliOutput, env: CliIo['env']): Style {
  const noColor = env['NO_COLOR'] ?? '';
  const isColored = output.isTerminal && noColor === '' && env['TERM'] !== 'dumb';
  const mark =
    (on: number, off: number) =>
    (text: string): string =>
      isColored && text !== '' ? `\u001B[${on}m${text}\u001B[${off}m` : text;
  return {
    bold: mark(1, 22),
    dim: mark(2, 22),
    green: mark(32, 39),
    yellow: mark(33, 39),
    red: mark(31, 39),
    cyan: mark(36, 39),
  };
}
