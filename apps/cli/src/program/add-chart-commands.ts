import { type Command, Option } from 'commander';
import type { PlotOptions } from '../commands/read/plot.js';
import type { ReportOptions } from '../commands/read/report.js';
import type { CommandContext } from '../context/command-context.js';
import type { ExitCode } from '../context/exit-code.js';
import { parseInteger } from './parse-integer.js';

const kinds = ['best', 'curves', 'slice', 'parallel', 'importance', 'contour', 'timeline', 'distribution'];
const scopes = ['best', 'last', 'average'];

/** The commands that draw sweeps. */
export function addChartCommands(
  program: Command,
  context: (command: Command) => CommandContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('plot <run>')
    .description('a chart of a sweep as SVG, in a file or on stdout')
    .addOption(new Option('--kind <kind>', 'what to draw').choices(kinds).default('best'))
    .addOption(scope())
    .option('--over <what>', 'best so far: along trials (default) or time')
    .option('--along <what>', 'curves: along logged (values), step or time')
    .option('--trial <n>', 'emphasize this trial, and compare its curve; repeatable', collect)
    .option('--hyperparameter <name>', 'draw this one only; of contour the two; repeatable', collect)
    .option('--cumulative', 'distribution: as the part of the trials up to each value')
    .addOption(size('--width', 640))
    .addOption(size('--height', 360))
    .option('--output <file>', 'write this file; without it, standard output')
    .option('--force', 'write over an existing file')
    .action(async (run: string, options: PlotOptions, command: Command) => {
      const { plotSweep } = await import('../commands/read/plot.js');
      finish(await plotSweep(context(command), run, options));
    });
  program
    .command('report <run>')
    .description('a sweep as one HTML file with charts and tables, to keep or to mail')
    .addOption(scope())
    .option('--output <file>', 'write this file; without it, one named after the sweep')
    .option('--force', 'write over an existing file')
    .action(async (run: string, options: ReportOptions, command: Command) => {
      const { reportSweep } = await import('../commands/read/report.js');
      finish(await reportSweep(context(command), run, options));
    });
}

function scope(): Option {
  const help = "which of a trial's logged values stands for it";
  return new Option('--scope <scope>', help).choices(scopes).default('best');
}

function size(name: string, usual: number): Option {
  return new Option(`${name} <pixels>`, `default ${usual}`).argParser((text) =>
    parseInteger(name, text, { most: 10_000, example: usual }),
  );
}

function collect(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}
