import type { Command } from 'commander';
import type { AddBackendOptions } from '../commands/backend/add-backend.js';
import type { LoginOptions } from '../commands/backend/login.js';
import type { CliIo } from '../context/cli-io.js';
import type { CommandContext } from '../context/command-context.js';
import type { ExitCode } from '../context/exit-code.js';
import type { TypedOptions } from '../profiles/choose-backend.js';
import { builtInBackend } from '../profiles/profile.js';

/** The commands about profiles: backends under names of their own. They work whatever backend is used at the time. */
export function addBackendCommands(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  const context = (command: Command): CommandContext => ({
    io,
    globals: { ...command.optsWithGlobals<TypedOptions>(), backend: builtInBackend, backendSource: 'default' },
    command: command.name(),
  });
  const backend = program
    .command('backend')
    .description('backends by names of their own: add, use, list or remove them, or keep the credentials of one');
  backend
    .command('add <name> <uri>')
    .description('give a backend a name; with --experiment and --arm-address these go with it')
    .option('--force', 'replace a profile of this name')
    .action(async (name: string, uri: string, options: AddBackendOptions, command: Command) => {
      const { addBackend } = await import('../commands/backend/add-backend.js');
      finish(await addBackend(context(command), { name, uri, options }));
    });
  backend
    .command('use <name>')
    .description('the profile for commands that name no backend; local for none')
    .action(async (name: string, _: object, command: Command) => {
      const { useBackend } = await import('../commands/backend/use-backend.js');
      finish(await useBackend(context(command), name));
    });
  backend
    .command('list')
    .description('the profiles, and for which of them credentials are kept')
    .action(async (_: object, command: Command) => {
      const { listBackends } = await import('../commands/backend/list-backends.js');
      finish(await listBackends(context(command)));
    });
  backend
    .command('remove <name>')
    .description('forget a profile and its credentials')
    .action(async (name: string, _: object, command: Command) => {
      const { removeBackend } = await import('../commands/backend/use-backend.js');
      finish(await removeBackend(context(command), name));
    });
  backend
    .command('login <name>')
    .description('keep the token of an MLflow server, or a password; asks for it, or reads the standard input')
    .option('--username <name>', 'the user whose password it is')
    .action(async (name: string, options: LoginOptions, command: Command) => {
      const { login } = await import('../commands/backend/login.js');
      finish(await login(context(command), name, options));
    });
}
