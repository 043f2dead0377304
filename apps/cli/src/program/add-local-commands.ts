import { type Command, Option } from 'commander';
import type { PruneOptions } from '../commands/service/prune.js';
import type { CommandContext } from '../context/command-context.js';
import type { ExitCode } from '../context/exit-code.js';
import { parseAge } from './parse-age.js';
import { parseInteger } from './parse-integer.js';

/** The commands for what only the local service can do. */
export function addLocalCommands(
  program: Command,
  context: (command: Command) => CommandContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('pause <run>')
    .description('start no further trials of a sweep; those that run go on to their end')
    .action(async (run: string, _: object, command: Command) => {
      const { pauseSweep } = await import('../commands/run/pause.js');
      finish(await pauseSweep(context(command), run));
    });
  program
    .command('resume <run>')
    .description('go on with a sweep that was paused')
    .action(async (run: string, _: object, command: Command) => {
      const { resumeSweep } = await import('../commands/run/pause.js');
      finish(await resumeSweep(context(command), run));
    });
  program
    .command('retry <run>')
    .description('run a child that failed once more, or all failed children of a sweep')
    .action(async (run: string, _: object, command: Command) => {
      const { retryTrials } = await import('../commands/run/retry.js');
      finish(await retryTrials(context(command), run));
    });
  program
    .command('prune')
    .description('delete sweeps that have ended, or their outputs, to free space')
    .addOption(olderThan())
    .addOption(keep())
    .option('--outputs', 'only the outputs; runs, metrics and logs stay')
    .option('--dry-run', 'only show what would go')
    .option('--yes', 'delete without asking')
    .action(async (options: PruneOptions, command: Command) => {
      const { prune } = await import('../commands/service/prune.js');
      finish(await prune(context(command), options));
    });
}

function olderThan(): Option {
  return new Option(
    '--older-than <age>',
    'sweeps that ended more than this long ago, such as 30d, 12h or 2w',
  ).argParser((text) => parseAge('--older-than', text));
}

function keep(): Option {
  return new Option('--keep <n>', 'all sweeps but the newest n').argParser((text) => parseInteger('--keep', text));
}
