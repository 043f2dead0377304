import { type Command, Option } from 'commander';
import type { PruneOptions } from '../commands/service/prune.js';
import type { StopServiceOptions } from '../commands/service/service.js';
import type { CommandContext } from '../context/command-context.js';
import type { ExitCode } from '../context/exit-code.js';
import type { ServiceStartOptions } from '../service/service-start-options.js';
import { parseAge } from './parse-age.js';
import { parseInteger } from './parse-integer.js';
import { allowOrigin, network, port } from './shared-options.js';

/** The commands that start, stop and describe the local service, and free what it keeps. */
export function addServiceCommands(
  program: Command,
  context: (command: Command) => CommandContext,
  finish: (code: ExitCode) => void,
): void {
  const service = program
    .command('service')
    .description('the local service, which runs sweeps: start, stop or ask for it');
  withListening(service.command('start').description('start it in the background')).action(
    async (options: ServiceStartOptions, command: Command) => {
      const { startService } = await import('../commands/service/service.js');
      finish(await startService(context(command), options));
    },
  );
  service
    .command('stop')
    .description('stop it, and the trials that it runs')
    .option('--leave-trials', 'let the trials run on, for the next service')
    .action(async (options: StopServiceOptions, command: Command) => {
      const { stopServiceOfFolder } = await import('../commands/service/service.js');
      finish(await stopServiceOfFolder(context(command), options));
    });
  service
    .command('status')
    .description('whether it runs, where, and what it keeps')
    .action(async (_: object, command: Command) => {
      const { showServiceStatus } = await import('../commands/service/service.js');
      finish(await showServiceStatus(context(command)));
    });
  withListening(service.command('run', { hidden: true }).description('run it here, in the foreground')).action(
    async (options: ServiceStartOptions, command: Command) => {
      const { runServiceHere } = await import('../commands/service/service.js');
      finish(await runServiceHere(context(command), options));
    },
  );
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

function withListening(command: Command): Command {
  for (const option of [port(), allowOrigin(), ...network()]) command.addOption(option);
  return command;
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
