import type { Command } from 'commander';
import type { InitOptions } from '../commands/init/init.js';
import type { ArchiveOptions } from '../commands/run/archive.js';
import type { SubmitOptions } from '../commands/run/submit.js';
import type { CommandContext } from '../context/command-context.js';
import type { ExitCode } from '../context/exit-code.js';
import { joinTrial } from '../open/ids/run-reference.js';
import type { SweepFileOptions } from '../submit/read-sweep-file.js';
import { compute, language, resumeFrom, set } from './shared-options.js';

/** The commands that start, follow, pause and end sweeps. */
export function addRunCommands(
  program: Command,
  context: (command: Command) => CommandContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('init [folder]')
    .description('write a sweep file and a trial that run as they are, to begin with; overwrites nothing')
    .addOption(language())
    .action(async (folder: string | undefined, options: InitOptions, command: Command) => {
      const { initSweep } = await import('../commands/init/init.js');
      finish(await initSweep(context(command), folder, options));
    });
  program
    .command('submit <file>')
    .description("start the sweep that a file describes (Azure ML's sweep YAML)")
    .option('--wait', 'stay until it has ended, and show its best run')
    .option('--dry-run', 'for Azure ML: print the requests as JSON, and send nothing')
    .option('--name <id>', 'for Azure ML: the id of the job; who submits the same one again gets the same job')
    .addOption(set())
    .addOption(compute())
    .addOption(resumeFrom())
    .action(async (file: string, options: SubmitOptions, command: Command) => {
      const { submit } = await import('../commands/run/submit.js');
      finish(await submit(context(command), file, options));
    });
  program
    .command('validate <file>')
    .description('check a sweep file without running it, and describe what would run (exit code 2: it is wrong)')
    .addOption(set())
    .addOption(compute())
    .addOption(resumeFrom())
    .action(async (file: string, options: SweepFileOptions, command: Command) => {
      const { validate } = await import('../commands/run/validate.js');
      finish(await validate(context(command), file, options));
    });
  program
    .command('watch <run>')
    .description('follow a sweep until it has ended, then show its best run')
    .action(async (run: string, _: object, command: Command) => {
      const { watchSweep } = await import('../commands/run/watch.js');
      finish(await watchSweep(context(command), run));
    });
  program
    .command('cancel <run> [trial]')
    .description('cancel a sweep with its children, or one child')
    .action(async (run: string, trial: string | undefined, _: object, command: Command) => {
      const { cancelRun } = await import('../commands/run/cancel.js');
      finish(await cancelRun(context(command), joinTrial(run, trial)));
    });
  program
    .command('archive <run> [trial]')
    .description('leave a sweep or one child out of lists; it can still be opened by its id')
    .option('--restore', 'take it out of the archive')
    .action(async (run: string, trial: string | undefined, options: ArchiveOptions, command: Command) => {
      const { archiveRun } = await import('../commands/run/archive.js');
      finish(await archiveRun(context(command), joinTrial(run, trial), options));
    });
  program
    .command('pause <run>')
    .description('start no further trials of a sweep; running ones continue to their end')
    .action(async (run: string, _: object, command: Command) => {
      const { pauseSweep } = await import('../commands/run/pause.js');
      finish(await pauseSweep(context(command), run));
    });
  program
    .command('resume <run>')
    .description('continue a sweep that was paused')
    .action(async (run: string, _: object, command: Command) => {
      const { resumeSweep } = await import('../commands/run/pause.js');
      finish(await resumeSweep(context(command), run));
    });
  program
    .command('retry <run> [trial]')
    .description('run a child that failed once more, or all failed children of a sweep')
    .action(async (run: string, trial: string | undefined, _: object, command: Command) => {
      const { retryTrials } = await import('../commands/run/retry.js');
      finish(await retryTrials(context(command), joinTrial(run, trial)));
    });
}
