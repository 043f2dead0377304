import type { Command } from 'commander';
import type { CommandContext } from './command-context.js';
import type { BestOptions } from './commands/best.js';
import type { ChildrenOptions } from './commands/children.js';
import type { DashboardOptions } from './commands/dashboard.js';
import type { ListOptions } from './commands/list.js';
import type { LogsOptions } from './commands/logs.js';
import type { ExitCode } from './exit-code.js';
import { port, top } from './shared-options.js';

/** The commands that read sweeps and their runs. */
export function addReadingCommands(
  program: Command,
  context: (command: Command) => CommandContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('list')
    .description('the sweeps, newest first')
    .addOption(top())
    .action(async (options: ListOptions, command: Command) => {
      const { showSweeps } = await import('./commands/list.js');
      finish(await showSweeps(context(command), options));
    });
  program
    .command('status <run>')
    .description('the state of a sweep, or of any run')
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
    .option('--partial', 'go on where something cannot be read, and say that the best is provisional')
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
    .command('dashboard [run]')
    .description('look at sweeps in a browser; stays until Ctrl+C')
    .addOption(port())
    .action(async (run: string | undefined, options: DashboardOptions, command: Command) => {
      const { showDashboard } = await import('./commands/dashboard.js');
      finish(await showDashboard(context(command), run, options));
    });
}
