import type { Command } from 'commander';
import type { CommandContext } from '../context/command-context.js';
import type { ExitCode } from '../context/exit-code.js';
import type { ServiceStartOptions } from '../service/service-start-options.js';
import { allowOrigin, port } from './shared-options.js';

/** The commands that start, stop or ask for the local service. */
export function addServiceCommands(
  program: Command,
  context: (command: Command) => CommandContext,
  finish: (code: ExitCode) => void,
): void {
  const service = program
    .command('service')
    .description('the local service, which runs sweeps: start, stop or ask for it');
  service
    .command('start')
    .description('start it in the background')
    .addOption(port())
    .addOption(allowOrigin())
    .action(async (options: ServiceStartOptions, command: Command) => {
      const { startService } = await import('../commands/service/service.js');
      finish(await startService(context(command), options));
    });
  service
    .command('stop')
    .description('stop it, and the trials that it runs')
    .action(async (_: object, command: Command) => {
      const { stopServiceOfFolder } = await import('../commands/service/service.js');
      finish(await stopServiceOfFolder(context(command)));
    });
  service
    .command('status')
    .description('whether it runs, where, and what it keeps')
    .action(async (_: object, command: Command) => {
      const { showServiceStatus } = await import('../commands/service/service.js');
      finish(await showServiceStatus(context(command)));
    });
  service
    .command('run', { hidden: true })
    .description('run it here, in the foreground')
    .addOption(port())
    .addOption(allowOrigin())
    .action(async (options: ServiceStartOptions, command: Command) => {
      const { runServiceHere } = await import('../commands/service/service.js');
      finish(await runServiceHere(context(command), options));
    });
}
