import { type Command, Option } from 'commander';
import type { DownloadOptions } from '../commands/move/download.js';
import type { ExportOptions } from '../commands/move/export.js';
import type { ToSweepFileOptions } from '../commands/move/to-sweep-file.js';
import type { CommandContext } from '../context/command-context.js';
import type { ExitCode } from '../context/exit-code.js';
import { isTrialWord, joinTrial } from '../open/ids/run-reference.js';

/** The commands that bring runs and their files elsewhere. */
export function addMoveCommands(
  program: Command,
  context: (command: Command) => CommandContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('download <run> [trial] [pattern]')
    .description("a run's files that fit the pattern (default: outputs/**), saved in a folder")
    .option('--best', 'the files of the best run of a sweep')
    .option('--output <folder>', 'where to; a folder named after the run by default')
    .option('--force', 'overwrite existing files')
    .action(
      async (run: string, ...rest: readonly [string | undefined, string | undefined, DownloadOptions, Command]) => {
        const [first, second, options, command] = rest;
        const { downloadFiles } = await import('../commands/move/download.js');
        // A pattern may follow the run without a trial between.
        const isPattern = first !== undefined && second === undefined && !isTrialWord(first);
        const [trial, pattern] = isPattern ? [undefined, first] : [first, second];
        finish(await downloadFiles(context(command), joinTrial(run, trial), pattern, options));
      },
    );
  program
    .command('export <run>')
    .description('a whole sweep as a file, or on stdout: ndjson opens again with --backend file:<path>')
    .addOption(
      new Option('--format <format>', 'how it is written (default: ndjson)').choices([
        'ndjson',
        'csv',
        'parquet',
        'json',
      ]),
    )
    .addOption(
      new Option('--per <row>', 'what a row of csv and parquet is (default: child)').choices(['child', 'point']),
    )
    .option('--output <file>', 'the file to write')
    .option('--files', "also the content of the runs' files")
    .option('--force', 'overwrite an existing file')
    .option(
      '--to <uri>',
      'copy to this MLflow server instead: mlflow+http://…[?experiment=…]; may be repeated safely; or write a study of Optuna: optuna:<file>',
    )
    .action(async (run: string, options: ExportOptions, command: Command) => {
      if (options.to?.startsWith('optuna:') === true) {
        const { exportToOptuna } = await import('../commands/move/export-to-optuna.js');
        return finish(await exportToOptuna(context(command), run, options));
      }
      if (options.to !== undefined) {
        const { copySweepToMlflow } = await import('../commands/move/copy-to-mlflow.js');
        return finish(await copySweepToMlflow(context(command), run, options));
      }
      const { exportSweep } = await import('../commands/move/export.js');
      finish(await exportSweep(context(command), run, options));
    });
  program
    .command('import <file>')
    .description('put an exported sweep into the local service')
    .action(async (file: string, _: object, command: Command) => {
      const { importSweep } = await import('../commands/move/import.js');
      finish(await importSweep(context(command), file));
    });
  program
    .command('to-sweep-file <sweep>')
    .description("a sweep as a file of Azure ML's YAML, or on stdout, so that it can be submitted again")
    .option('--output <file>', 'the file to write')
    .option('--force', 'overwrite an existing file')
    .action(async (sweep: string, options: ToSweepFileOptions, command: Command) => {
      const { writeSweepAsFile } = await import('../commands/move/to-sweep-file.js');
      finish(await writeSweepAsFile(context(command), sweep, options));
    });
}
