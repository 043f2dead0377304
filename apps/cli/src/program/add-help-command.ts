import { type Command, CommanderError } from 'commander';
import { ParseFailure } from './parse-failure.js';

/** `help [COMMAND]`. The parser's own prints the whole list, and no word of why, for a command that there is none of. */
export function addHelpCommand(program: Command): void {
  program
    .command('help [command...]')
    .description('print how a command is used')
    .action((words: readonly string[]) => findCommand(program, words).help());
}

function findCommand(program: Command, words: readonly string[]): Command {
  let found = program;
  for (const [index, word] of words.entries()) {
    const below = found.commands.find((command) => command.name() === word);
    if (below === undefined) {
      const message = `unknown command '${words.slice(0, index + 1).join(' ')}'`;
      throw new ParseFailure(new CommanderError(1, 'commander.unknownCommand', message), words.slice(0, index));
    }
    found = below;
  }
  return found;
}
