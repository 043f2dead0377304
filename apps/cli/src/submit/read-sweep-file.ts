import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { localTarget, localTargetWith, readComputes } from '@hyperdrive-run/local';
import { sweepTargetOf } from '@hyperdrive-run/sdk';
import {
  describeSweepFilePosition,
  type ParseSweepFileOptions,
  parseSweepFile,
  type SweepFile,
  SweepFileError,
  type SweepFileWarning,
  type SweepTarget,
} from '@hyperdrive-run/sweep-file';
import { CliError } from '../context/cli-error.js';
import { type CommandContext, note } from '../context/command-context.js';
import { exitCode } from '../context/exit-code.js';
import { fileFailure } from '../context/file-failure.js';
import { escapeAsOneLine } from '../output/escape/escape-for-terminal.js';
import { localFolder } from '../service/local-folder.js';
import { userPrograms } from './user-programs.js';

/** What commands that take a sweep file have in common. */
export interface SweepFileOptions {
  /** Values that replace those of the file, as `path=value`. */
  readonly set?: readonly string[] | undefined;
  /** The compute to run on, in place of the file's own. */
  readonly compute?: string | undefined;
  /** Ids of sweeps to resume from, in place of the file's own. */
  readonly resumeFrom?: readonly string[] | undefined;
  /** The name of the job, in place of the file's own. */
  readonly name?: string | undefined;
}

/** A sweep file with the experiment that its sweep goes to. */
export interface ReadSweepFile {
  readonly sweep: SweepFile;
  readonly experimentName: string;
}

/**
 * Reads a sweep file, and warns of what in it has no effect. The experiment is the one of `--experiment`, else the file's,
 * else it is named after the file's folder, as Azure ML's own tool does.
 * @throws CliError where the file cannot be read
 * @throws SweepFileError with everything that is wrong in it
 */
export async function readSweepFile(
  context: CommandContext,
  file: string,
  options: SweepFileOptions,
): Promise<ReadSweepFile> {
  const absolute = path.resolve(context.io.cwd, file);
  // Faults are printed as `file:line:column`: short, where the file was named so.
  const shown = path.isAbsolute(file) ? file : path.relative(process.cwd(), absolute);
  const text = await readText(file, absolute);
  const sweep = await parse(context, text, { shown, overrides: overridesOf(options) });
  const folder = path.basename(path.dirname(absolute));
  const named = context.globals.experiment ?? sweep.job?.experimentName ?? sweep.experimentName;
  return { sweep, experimentName: named ?? (folder === '' ? 'default' : folder) };
}

/** The last of several for one key counts. */
function overridesOf({ set = [], compute, resumeFrom = [], name }: SweepFileOptions): Overrides {
  return [
    ...set,
    ...(name === undefined ? [] : [{ text: `name=${JSON.stringify(name)}`, option: `--name ${name}` }]),
    ...(compute === undefined ? [] : [{ text: `compute=${JSON.stringify(compute)}`, option: `--compute ${compute}` }]),
    ...(resumeFrom.length === 0
      ? []
      : [
          {
            text: `resume_from=${JSON.stringify(resumeFrom)}`,
            option: resumeFrom.map((run) => `--resume-from ${run}`).join(' '),
          },
        ]),
  ];
}

type Overrides = NonNullable<ParseSweepFileOptions['overrides']>;

async function parse(
  context: CommandContext,
  text: string,
  { shown, overrides }: { readonly shown: string; readonly overrides: Overrides },
): Promise<SweepFile> {
  try {
    const sweep = parseSweepFile(text, {
      path: shown,
      overrides,
      variables: (compute) => userPrograms(context, compute),
      target: targetOf(context),
      currentFolder: context.io.cwd,
    });
    await printWarnings(context, shown, sweep.warnings);
    return sweep;
  } catch (error) {
    if (SweepFileError.isInstance(error)) await printWarnings(context, shown, error.warnings);
    throw error;
  }
}

/** What a file is read for. A service at an address of its own is taken for a local one on another machine. */
function targetOf(context: CommandContext): SweepTarget {
  const folder = localFolder(context.globals.backend, context.io);
  if (folder !== undefined) return localTargetWith(readComputes(folder));
  const { backend, armAddress } = context.globals;
  if (armAddress === undefined && isOnLoopback(backend)) return localTarget;
  return sweepTargetOf(backend, armAddress) ?? { ...localTarget, trialsAtOnce: undefined };
}

/** Whether this machine runs the trials: behind an address of loopback is a local service, too. */
function isOnLoopback(backend: string): boolean {
  return URL.canParse(backend) && /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(new URL(backend).hostname);
}

async function printWarnings(
  context: CommandContext,
  file: string,
  warnings: readonly SweepFileWarning[],
): Promise<void> {
  for (const warning of warnings) {
    const place = describeSweepFilePosition(file, warning);
    await note(context, `Warning: ${escapeAsOneLine(`${place}: ${warning.path} ${warning.message}`)}`);
  }
}

async function readText(file: string, absolute: string): Promise<string> {
  try {
    return await readFile(absolute, 'utf8');
  } catch (error) {
    throw new CliError({
      message: `The sweep file ${JSON.stringify(file)} ${fileFailure(error) ?? 'cannot be read'}.`,
      exitCode: exitCode.usage,
      hint: `Give the path of a file with "type: sweep". It was looked for at ${absolute}.`,
      cause: error,
    });
  }
}
