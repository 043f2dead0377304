import type { CliIo, CliOutput } from '../context/cli-io.js';

/** Styles text for a terminal; plain text where there are no colours. The text must be escaped already. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  red(text: string): string;
  cyan(text: string): string;
}

/** @param output where the text goes: colours are for terminals, and NO_COLOR turns them off */
export function styleFor(output: CliOutput, env: CliIo['env']): Style {
  const noColor = env['NO_COLOR'] ?? '';
  const isColored = output.isTerminal && noColor === '' && env['TERM'] !== 'dumb';
  const style =
    (on: number, off: number) =>
    (text: string): string =>
      isColored && text !== '' ? `\u001B[${on}m${text}\u001B[${off}m` : text;
  return {
    bold: style(1, 22),
    dim: style(2, 22),
    green: style(32, 39),
    yellow: style(33, 39),
    red: style(31, 39),
    cyan: style(36, 39),
  };
}
