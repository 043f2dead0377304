import { type Command, Option } from 'commander';
import type { AddComputeOptions } from '../commands/service/compute.js';
import type { CommandContext } from '../context/command-context.js';
import type { ExitCode } from '../context/exit-code.js';
import { parseInteger } from './parse-integer.js';
import { parseSize } from './parse-size.js';

/** The commands about computes: the clusters beyond this machine that the local service runs trials on. */
export function addComputeCommands(
  program: Command,
  context: (command: Command) => CommandContext,
  finish: (code: ExitCode) => void,
): void {
  const compute = program
    .command('compute')
    .description('clusters that the local service runs trials on: add, list, remove or check them');
  compute
    .command('add <name> <uri>')
    .description('let sweeps run on a cluster: ray+http://HOST:8265, ray+https://…, or slurm:PARTITION')
    .addOption(wholeNumber('--cpus <n>', 'CPUs that a trial asks for'))
    .addOption(wholeNumber('--gpus <n>', 'GPUs that a trial asks for'))
    .addOption(
      new Option('--memory <size>', 'memory that a trial asks for, such as 4GiB').argParser((text) =>
        parseSize('--memory', text),
      ),
    )
    .option('--shared-folder <path>', 'a folder that its nodes see under the same path as this machine')
    .option(
      '--setup <line>',
      'a line of sh that a node runs before each trial, such as "module load cuda"; repeatable',
      append,
    )
    .option('--token-file <file>', "a file with the token of the cluster's engine")
    .option('--token-variable <name>', "an environment variable with the token of the cluster's engine")
    .action(async (name: string, uri: string, options: AddComputeOptions, command: Command) => {
      const { addCompute } = await import('../commands/service/compute.js');
      finish(await addCompute(context(command), { name, uri, options }));
    });
  compute
    .command('list')
    .description('the computes that were added')
    .action(async (_: object, command: Command) => {
      const { listComputes } = await import('../commands/service/compute.js');
      finish(await listComputes(context(command)));
    });
  compute
    .command('remove <name>')
    .description('forget a compute that no sweep runs on')
    .action(async (name: string, _: object, command: Command) => {
      const { removeCompute } = await import('../commands/service/compute.js');
      finish(await removeCompute(context(command), name));
    });
  compute
    .command('check <name>')
    .description(
      'whether trials can run there now: version, what is free, whether nodes reach the service (exit code 1: no)',
    )
    .action(async (name: string, _: object, command: Command) => {
      const { checkCompute } = await import('../commands/service/compute.js');
      finish(await checkCompute(context(command), name));
    });
}

function wholeNumber(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) =>
    parseInteger(flags.replace(/ .*/, ''), text, { example: 1 }),
  );
}

function append(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}
