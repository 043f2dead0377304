import { escapeAsOneLine } from '../output/escape/escape-for-terminal.js';
import type { GlobalOptions } from '../program/global-options.js';
import type { CliIo } from './cli-io.js';

/** What every command is given: the world around it, and the options that all commands share. */
export interface CommandContext {
  readonly io: CliIo;
  readonly globals: GlobalOptions;
  /** The name of the command that was called, such as `children`. */
  readonly command?: string | undefined;
}

/** Prints something beside the result: it goes to stderr, so that the result can be piped. */
export async function note({ io }: CommandContext, text: string): Promise<void> {
  await io.stderr.write(`${text}\n`);
}

/** Warns of what was passed over. Messages may contain a service's words. */
export function warningWriter({ io }: CommandContext): (message: string) => void {
  return (message) => void io.stderr.write(`Warning: ${escapeAsOneLine(message)}\n`);
}
