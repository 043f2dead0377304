import type { Command } from 'commander';
import type { BestOptions } from '../commands/read/best.js';
import type { ChildrenOptions } from '../commands/read/children.js';
import type { DashboardOptions } from '../commands/read/dashboard.js';
import type { ImportanceOptions } from '../commands/read/importance.js';
import type { ListOptions } from '../commands/read/list.js';
import type { LogsOptions } from '../commands/read/logs.js';
import type { CommandContext } from '../context/command-context.js';
import type { ExitCode } from '../context/exit-code.js';
import { joinTrial } from '../open/ids/run-reference.js';
import { childColumns, childStatus, gates, port, seed, top } from './shared-options.js';

/** The commands that read sweeps and their runs. */
export function addReadCommands(
  program: Command,
  context: (command: Command) => CommandContext,
  finish: (code: ExitCode) => void,
): void {
  addSweepReaders(program, context, finish);
  addRunReaders(program, context, finish);
}

/** What looks at a sweep as a whole: its state, its order, its winner. */
function addSweepReaders(
  program: Command,
  context: (command: Command) => CommandContext,
  finish: (code: ExitCode) => void,
): void {
  const [atLeast, atMost] = gates();
  program
    .command('list')
    .description('the sweeps, newest first')
    .addOption(top())
    .action(async (options: ListOptions, command: Command) => {
      const { showSweeps } = await import('../commands/read/list.js');
      finish(await showSweeps(context(command), options));
    });
  program
    .command('status <run> [trial]')
    .description('the state of a sweep, or of any run')
    .action(async (run: string, trial: string | undefined, _: object, command: Command) => {
      const { showStatus } = await import('../commands/read/status.js');
      finish(await showStatus(context(command), joinTrial(run, trial)));
    });
  program
    .command('children <run>')
    .description("a sweep's children, sorted by its primary metric")
    .addOption(top())
    .option('--reverse', 'the worst first')
    .option('--discard-no-metric', 'leave out children without the metric')
    .addOption(childStatus())
    .option('--sort <column>', 'by metric, run, status, duration, started, or a hyperparameter, smallest first')
    .addOption(childColumns())
    .action(async (run: string, options: ChildrenOptions, command: Command) => {
      const { showChildren } = await import('../commands/read/children.js');
      finish(await showChildren(context(command), run, options));
    });
  program
    .command('importance <run>')
    .description('how much each hyperparameter of a sweep matters for its primary metric')
    .addOption(seed())
    .action(async (run: string, options: ImportanceOptions, command: Command) => {
      const { showImportance } = await import('../commands/read/importance.js');
      finish(await showImportance(context(command), run, options));
    });
  program
    .command('best <run>')
    .description("a sweep's best run, with its hyperparameters (exit code 3: there is none)")
    .option('--no-failed', 'leave out runs that failed')
    .option('--no-canceled', 'leave out runs that were canceled')
    .option('--no-resumed', 'leave out the sweeps that this one was resumed from')
    .option('--explain', 'show why it is the best, or why there is none')
    .addOption(atLeast)
    .addOption(atMost)
    .option('--partial', 'continue where something cannot be read, and report that the best is provisional')
    .action(async (run: string, options: BestOptions, command: Command) => {
      const { showBest } = await import('../commands/read/best.js');
      finish(await showBest(context(command), run, options));
    });
  program
    .command('compare <a> <b>')
    .description('two sweeps, or two trials, beside each other: what they reached, and in what they differ')
    .action(async (a: string, b: string, _: object, command: Command) => {
      const { compareRuns } = await import('../commands/read/compare.js');
      finish(await compareRuns(context(command), a, b));
    });
  program
    .command('explain <run> [trial]')
    .description('why the early termination policy stopped a trial, or kept it')
    .action(async (run: string, trial: string | undefined, _: object, command: Command) => {
      const { explainTrial } = await import('../commands/read/explain.js');
      finish(await explainTrial(context(command), joinTrial(run, trial)));
    });
}

/** What looks at what single runs have, of a sweep or alone. */
function addRunReaders(
  program: Command,
  context: (command: Command) => CommandContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('hyperparameters <run> [trial]')
    .description("the hyperparameters of a sweep's children, or of one child")
    .action(async (run: string, trial: string | undefined, _: object, command: Command) => {
      const { showHyperparameters } = await import('../commands/read/hyperparameters.js');
      finish(await showHyperparameters(context(command), joinTrial(run, trial)));
    });
  program
    .command('metrics <run> [trial]')
    .description("what a sweep's children, or one run, logged")
    .action(async (run: string, trial: string | undefined, _: object, command: Command) => {
      const { showMetrics } = await import('../commands/read/metrics.js');
      finish(await showMetrics(context(command), joinTrial(run, trial)));
    });
  program
    .command('logs <run> [trial]')
    .description("a sweep's own log, or what a child's script printed")
    .option('--file <name>', 'only this file of the run')
    .option('--raw', 'byte for byte, control characters included')
    .option('--follow', 'continue with what is added until the run has ended')
    .action(async (run: string, trial: string | undefined, options: LogsOptions, command: Command) => {
      const { showLogs } = await import('../commands/read/logs.js');
      finish(await showLogs(context(command), joinTrial(run, trial), options));
    });
  program
    .command('dashboard [run]')
    .description('look at sweeps in a browser; stays until Ctrl+C')
    .addOption(port())
    .option('--open', 'open the browser')
    .option('--read-only', 'only look: no cancel, pause, resume or retry on the page')
    .action(async (run: string | undefined, options: DashboardOptions, command: Command) => {
      const { showDashboard } = await import('../commands/read/dashboard.js');
      finish(await showDashboard(context(command), run, options));
    });
}
