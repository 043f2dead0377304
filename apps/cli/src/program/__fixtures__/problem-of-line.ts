import type { Command } from 'commander';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { ParseFailure } from '../parse-failure.js';
import { createProgram } from '../program.js';

/** What the program finds wrong with a command line; nothing of it is done. What asks for help is right. */
export function problemOf(words: readonly string[]): string | undefined {
  const program = createProgram(memoryIo(), () => undefined);
  const replace = (command: Command): void => {
    if (command.commands.length === 0) command.action(() => undefined);
    command.commands.forEach(replace);
  };
  replace(program);
  try {
    program.parse([...words], { from: 'user' });
    return undefined;
  } catch (error) {
    if (error instanceof ParseFailure && error.parseError.exitCode === 0) return undefined;
    return error instanceof ParseFailure ? error.parseError.message : String(error);
  }
}
