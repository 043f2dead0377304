import { Argument, type Command } from 'commander';
import { type Shell, shells } from '../completion/shell-scripts.js';
import type { CliIo } from '../context/cli-io.js';
import type { ExitCode } from '../context/exit-code.js';

/** `completion SHELL`, and what its script calls. */
export function addCompletionCommands(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>').choices(shells))
    .description('a script for a shell that completes commands, options, ids, files and names')
    .action(async (shell: Shell) => {
      const { printCompletionScript } = await import('../commands/completion/completion.js');
      finish(await printCompletionScript(io, shell));
    });
  program
    .command('__complete [words...]', { hidden: true })
    .description('what may be typed next')
    .action(async (words: readonly string[]) => {
      const { printCompletions } = await import('../commands/completion/completion.js');
      finish(await printCompletions(io, program, words));
    });
}
