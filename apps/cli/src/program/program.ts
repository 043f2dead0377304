import { Command, Option } from 'commander';
import type { CliIo } from '../context/cli-io.js';
import type { CommandContext } from '../context/command-context.js';
import { programName } from '../context/command-line.js';
import type { ExitCode } from '../context/exit-code.js';
import { defaultWidth } from '../output/tables/print-table.js';
import { chooseBackend, type TypedOptions } from '../profiles/choose-backend.js';
import { addBackendCommands } from './add-backend-commands.js';
import { addChartCommands } from './add-chart-commands.js';
import { addCompletionCommands } from './add-completion-commands.js';
import { addComputeCommands } from './add-compute-commands.js';
import { addHelpCommand } from './add-help-command.js';
import { addMoveCommands } from './add-move-commands.js';
import { addReadCommands } from './add-read-commands.js';
import { addRunCommands } from './add-run-commands.js';
import { addServiceCommands } from './add-service-commands.js';
import { environmentHelp, examplesHelp } from './help-text.js';
import { ParseFailure } from './parse-failure.js';

/**
 * The command line as it is written: names, options, help. What a command does is loaded when it is called, so that
 * `--help` does not wait for a database.
 * @param finish is called with the exit code
 */
export function createProgram(io: CliIo, finish: (code: ExitCode) => void): Command {
  const program = new Command('hyperdrive')
    .description('Run hyperparameter sweeps, follow them, read them and find their best run.')
    .option(
      '--backend <uri>',
      'where the sweeps are: local, local:<folder>, azureml://…, azureml+https://…, mlflow+https://…, mlflow, file:<path>, optuna:<path>[?study=<name>] or ray-tune:<folder> (default: the profile in use, else local)',
    )
    .option('--profile <name>', 'where the sweeps are, by a name that "backend add" gave it')
    .option('--experiment <name>', 'the experiment; without it a run is found by its id alone')
    .option('--arm-address <url>', 'where Azure Resource Manager is, for another cloud than the public one')
    .option(
      '--primary-metric <name>',
      'judge the children by this metric, whatever the sweep defines; opens any run with children, and experiment:NAME on MLflow',
    )
    .addOption(
      new Option(
        '--goal <goal>',
        'whether a higher or a lower value is better; may be left out where the trials of a search name it',
      ).choices(['maximize', 'minimize']),
    )
    .option('--json', 'one JSON document on stdout', false)
    .option('--verbose', 'show where an unexpected error happened', false)
    .option('-V, --version', 'print the version')
    // As node and npm have it.
    .addOption(new Option('-v').hideHelp())
    .helpOption('-h, --help', 'print how a command is used')
    .helpCommand(false)
    .configureHelp({ sortSubcommands: false })
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      // runCli prints errors, in two lines.
      outputError: () => undefined,
      getOutHelpWidth: () => io.stdout.columns ?? defaultWidth,
      getErrHelpWidth: () => io.stderr.columns ?? defaultWidth,
    })
    .addHelpText('after', environmentHelp);

  const context = (command: Command): CommandContext => ({
    io,
    globals: chooseBackend(command.optsWithGlobals<TypedOptions>(), io),
    command: command.name(),
  });
  for (const add of [
    addRunCommands,
    addReadCommands,
    addChartCommands,
    addMoveCommands,
    addServiceCommands,
    addComputeCommands,
  ]) {
    add(program, context, finish);
  }
  addBackendCommands(program, io, finish);
  addCompletionCommands(program, io, finish);
  addHelpCommand(program);
  complete(program, [], programName(io.env));

  for (const option of ['version', 'v']) {
    program.on(`option:${option}`, () => {
      throw new VersionAsked();
    });
  }
  return program;
}

/** `--version` was given: the rest of the command line does not count. */
export class VersionAsked extends Error {}

/** Gives each command its examples, and has its errors name it. */
function complete(command: Command, words: readonly string[], program: string): void {
  command.exitOverride((error) => {
    throw new ParseFailure(error, words);
  });
  if (words.length > 0) command.addHelpText('after', examplesHelp(words, program));
  for (const below of command.commands) complete(below, [...words, below.name()], program);
}
