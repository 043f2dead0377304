import { Command, Option } from 'commander';
import { addLocalCommands } from './add-local-commands.js';
import type { CliIo } from './cli-io.js';
import type { CommandContext } from './command-context.js';
import type { BestOptions } from './commands/best.js';
import type { ChildrenOptions } from './commands/children.js';
import type { DashboardOptions } from './commands/dashboard.js';
import type { DownloadOptions } from './commands/download.js';
import type { ExportOptions } from './commands/export.js';
import type { ListOptions } from './commands/list.js';
import type { LogsOptions } from './commands/logs.js';
import type { ServiceStartOptions } from './commands/service.js';
import type { SubmitOptions } from './commands/submit.js';
import type { ExitCode } from './exit-code.js';
import type { GlobalOptions } from './global-options.js';
import { defaultWidth } from './output/default-width.js';
import { parseInteger } from './parse-integer.js';
import type { SweepFileOptions } from './read-sweep-file.js';

/**
 * The command line as it is written: names, options, help. What a command does is loaded when it is called, so that
 * `--help` does not wait for a database.
 * @param finish is told what the program answers
 */
export function createProgram(io: CliIo, finish: (code: ExitCode) => void): Command {
  const program = new Command('hyperdrive')
    .description('Run hyperparameter sweeps, follow them, read them and find their best run.')
    .option(
      '--backend <uri>',
      'where the sweeps are: local, local:<folder>, azureml://…, azureml+https://…, mlflow+https://…, mlflow or file:<path>',
      'local',
    )
    .option('--experiment <name>', 'the experiment; without it a run is found by its id alone')
    .option(
      '--primary-metric <name>',
      'judge the children by this metric, whatever the sweep says; opens any run with children, and experiment:NAME on MLflow',
    )
    .addOption(
      new Option('--goal <goal>', 'what is better of it; may be left out where the trials of a search name it').choices(
        ['maximize', 'minimize'],
      ),
    )
    .option('--json', 'one JSON document on stdout', false)
    .option('--verbose', 'say where an unexpected error happened', false)
    .option('--version', 'print the version')
    .helpOption('--help', 'print how a command is used')
    .helpCommand(false)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      // Errors are told by whoever runs the program, in two lines.
      outputError: () => undefined,
      getOutHelpWidth: () => io.stdout.columns ?? defaultWidth,
      getErrHelpWidth: () => io.stderr.columns ?? defaultWidth,
    })
    .addHelpText('after', environmentHelp);

  const context = (command: Command): CommandContext => ({ io, globals: command.optsWithGlobals<GlobalOptions>() });
  const top = (): Option =>
    new Option('--top <n>', 'at most so many; 0 is all').argParser((text) => parseInteger('--top', text));

  program
    .command('submit <file>')
    .description("start the sweep that a file describes (Azure ML's sweep YAML)")
    .option('--wait', 'stay until it has ended, and show its best run')
    .addOption(set())
    .addOption(resumeFrom())
    .action(async (file: string, options: SubmitOptions, command: Command) => {
      const { submit } = await import('./commands/submit.js');
      finish(await submit(context(command), file, options));
    });
  program
    .command('validate <file>')
    .description('check a sweep file without running it, and say what would run (exit code 2: it is wrong)')
    .addOption(set())
    .addOption(resumeFrom())
    .action(async (file: string, options: SweepFileOptions, command: Command) => {
      const { validate } = await import('./commands/validate.js');
      finish(await validate(context(command), file, options));
    });
  program
    .command('status <run>')
    .description('how a sweep, or any run, stands')
    .action(async (run: string, _: object, command: Command) => {
      const { showStatus } = await import('./commands/status.js');
      finish(await showStatus(context(command), run));
    });
  program
    .command('children <run>')
    .description("a sweep's children, sorted by its primary metric")
    .addOption(top())
    .option('--reverse', 'the worst first')
    .option('--discard-no-metric', 'leave out children without the metric')
    .action(async (run: string, options: ChildrenOptions, command: Command) => {
      const { showChildren } = await import('./commands/children.js');
      finish(await showChildren(context(command), run, options));
    });
  program
    .command('best <run>')
    .description("a sweep's best run, with its hyperparameters (exit code 3: there is none)")
    .option('--no-failed', 'leave out runs that failed')
    .option('--no-canceled', 'leave out runs that were canceled')
    .option('--no-resumed', 'leave out the sweeps that this one was resumed from')
    .option('--explain', 'say why it is the best, or why there is none')
    .action(async (run: string, options: BestOptions, command: Command) => {
      const { showBest } = await import('./commands/best.js');
      finish(await showBest(context(command), run, options));
    });
  program
    .command('explain <trial>')
    .description('why the early termination policy stopped a trial, or kept it')
    .action(async (trial: string, _: object, command: Command) => {
      const { explainTrial } = await import('./commands/explain.js');
      finish(await explainTrial(context(command), trial));
    });
  program
    .command('hyperparameters <run>')
    .description("the hyperparameters of a sweep's children, or of one child")
    .action(async (run: string, _: object, command: Command) => {
      const { showHyperparameters } = await import('./commands/hyperparameters.js');
      finish(await showHyperparameters(context(command), run));
    });
  program
    .command('metrics <run>')
    .description("what a sweep's children, or one run, logged")
    .action(async (run: string, _: object, command: Command) => {
      const { showMetrics } = await import('./commands/metrics.js');
      finish(await showMetrics(context(command), run));
    });
  program
    .command('cancel <run>')
    .description('cancel a sweep with its children, or one child')
    .action(async (run: string, _: object, command: Command) => {
      const { cancelRun } = await import('./commands/cancel.js');
      finish(await cancelRun(context(command), run));
    });
  program
    .command('logs <run>')
    .description("a sweep's own log, or what a child's script printed")
    .option('--file <name>', 'only this file of the run')
    .option('--raw', 'byte for byte, control characters included')
    .option('--follow', 'go on with what is added until the run has ended')
    .action(async (run: string, options: LogsOptions, command: Command) => {
      const { showLogs } = await import('./commands/logs.js');
      finish(await showLogs(context(command), run, options));
    });
  program
    .command('download <run> [pattern]')
    .description("a run's files that fit the pattern (default: outputs/**), saved in a folder")
    .option('--best', 'the files of the best run of a sweep')
    .option('--output <folder>', 'where to; a folder named after the run by default')
    .option('--force', 'write over files that are there')
    .action(async (run: string, pattern: string | undefined, options: DownloadOptions, command: Command) => {
      const { downloadFiles } = await import('./commands/download.js');
      finish(await downloadFiles(context(command), run, pattern, options));
    });
  program
    .command('export <run>')
    .description('a whole sweep as a file, or on stdout: ndjson opens again with --backend file:<path>')
    .addOption(
      new Option('--format <format>', 'how it is written (default: ndjson)').choices(['ndjson', 'csv', 'json']),
    )
    .option('--output <file>', 'the file to write')
    .option('--files', "also the content of the runs' files")
    .option('--force', 'write over a file that is there')
    .option('--to <uri>', 'copy to this MLflow server instead: mlflow+http://…[?experiment=…]; may be repeated safely')
    .action(async (run: string, options: ExportOptions, command: Command) => {
      if (options.to !== undefined) {
        const { copySweepToMlflow } = await import('./commands/copy-to-mlflow.js');
        return finish(await copySweepToMlflow(context(command), run, options));
      }
      const { exportSweep } = await import('./commands/export.js');
      finish(await exportSweep(context(command), run, options));
    });
  program
    .command('import <file>')
    .description('put an exported sweep into the local service')
    .action(async (file: string, _: object, command: Command) => {
      const { importSweep } = await import('./commands/import.js');
      finish(await importSweep(context(command), file));
    });
  program
    .command('watch <run>')
    .description('follow a sweep until it has ended, then show its best run')
    .action(async (run: string, _: object, command: Command) => {
      const { watchSweep } = await import('./commands/watch.js');
      finish(await watchSweep(context(command), run));
    });
  program
    .command('list')
    .description('the sweeps, newest first')
    .addOption(top())
    .action(async (options: ListOptions, command: Command) => {
      const { showSweeps } = await import('./commands/list.js');
      finish(await showSweeps(context(command), options));
    });
  program
    .command('dashboard [run]')
    .description('look at sweeps in a browser; stays until Ctrl+C')
    .addOption(port())
    .action(async (run: string | undefined, options: DashboardOptions, command: Command) => {
      const { showDashboard } = await import('./commands/dashboard.js');
      finish(await showDashboard(context(command), run, options));
    });
  addLocalCommands(program, context, finish);
  addServiceCommands(program, context, finish);

  program.on('option:version', () => {
    throw new VersionAsked();
  });
  return program;
}

/** `--version` was given: whatever else stands there does not count. */
export class VersionAsked extends Error {}

function addServiceCommands(
  program: Command,
  context: (command: Command) => CommandContext,
  finish: (code: ExitCode) => void,
): void {
  const service = program
    .command('service')
    .helpCommand(false)
    .description('the local service, which runs sweeps: start, stop or ask for it');
  service
    .command('start')
    .description('start it in the background')
    .addOption(port())
    .addOption(allowOrigin())
    .action(async (options: ServiceStartOptions, command: Command) => {
      const { startService } = await import('./commands/service.js');
      finish(await startService(context(command), options));
    });
  service
    .command('stop')
    .description('stop it, and the trials that it runs')
    .action(async (_: object, command: Command) => {
      const { stopServiceOfFolder } = await import('./commands/service.js');
      finish(await stopServiceOfFolder(context(command)));
    });
  service
    .command('status')
    .description('whether it runs, where, and what it keeps')
    .action(async (_: object, command: Command) => {
      const { showServiceStatus } = await import('./commands/service.js');
      finish(await showServiceStatus(context(command)));
    });
  service
    .command('run', { hidden: true })
    .description('run it here, in the foreground')
    .addOption(port())
    .addOption(allowOrigin())
    .action(async (options: ServiceStartOptions, command: Command) => {
      const { runServiceHere } = await import('./commands/service.js');
      finish(await runServiceHere(context(command), options));
    });
}

function set(): Option {
  return new Option(
    '--set <path=value>',
    'say a key of the file otherwise, such as limits.max_total_trials=8; repeatable',
  ).argParser((text, before: readonly string[] | undefined) => [...(before ?? []), text]);
}

function resumeFrom(): Option {
  return new Option(
    '--resume-from <run>',
    'build on an earlier sweep that has ended, in place of those that the file names; repeatable',
  ).argParser((text, before: readonly string[] | undefined) => [...(before ?? []), text]);
}

function port(): Option {
  return new Option('--port <n>', 'listen on this port instead of a free one').argParser((text) =>
    parseInteger('--port', text, 65_535),
  );
}

function allowOrigin(): Option {
  const help = 'let pages of this origin ask the service, such as https://team.example; may be repeated';
  return new Option('--allow-origin <origin>', help).argParser((text, before: readonly string[] | undefined) => [
    ...(before ?? []),
    text,
  ]);
}

const environmentHelp = `
Environment:
  HYPERDRIVE_TOKEN       the token for the service that --backend names; a local one needs none
  HYPERDRIVE_HOME        the folder of the backend "local" (default: ~/.hyperdrive)
  HYPERDRIVE_DEBUG       any text: as --verbose
  MLFLOW_TRACKING_URI    the server that the backend "mlflow" is
  MLFLOW_TRACKING_TOKEN  the token for an MLflow server; a user goes before it: MLFLOW_TRACKING_USERNAME and
                         MLFLOW_TRACKING_PASSWORD
  NO_COLOR               any text: no colours

Exit codes: 0 done, 1 failed, 2 wrong command line, 3 there is no best run.`;
