import type { JsonValue } from '@hyperdrive-run/sdk';
import { SweepFileError } from '@hyperdrive-run/sweep-file';
import { type CommandContext, note } from '../../context/command-context.js';
import { programName } from '../../context/command-line.js';
import { describeFailure } from '../../context/describe-failure.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { jsonFields } from '../../output/json-fields.js';
import { printFields } from '../../output/lines/print-fields.js';
import { printJson } from '../../output/print-json.js';
import { styleFor } from '../../output/style.js';
import { checkSubmitBackend } from '../../submit/check-submit-backend.js';
import { describeSweep } from '../../submit/describe-sweep.js';
import { earlierSweepIds } from '../../submit/import-earlier-sweeps.js';
import { type ReadSweepFile, readSweepFile, type SweepFileOptions } from '../../submit/read-sweep-file.js';

/** `hyperdrive validate FILE`: shows what a sweep file would run, or everything that is wrong with it. Runs nothing. */
export async function validate(context: CommandContext, file: string, options: SweepFileOptions): Promise<ExitCode> {
  await checkSubmitBackend(context);
  try {
    const resumeFrom = await earlierSweepIds(context, options.resumeFrom);
    const read = await readSweepFile(context, file, { ...options, resumeFrom });
    await printSweep(context, read);
    return exitCode.ok;
  } catch (error) {
    if (SweepFileError.isInstance(error)) return printFaults(context, error);
    throw error;
  }
}

async function printSweep(context: CommandContext, read: ReadSweepFile): Promise<void> {
  const { fields, json } = describeSweep(read);
  if (context.globals.json) {
    await printJson(
      context.io,
      new Map<string, JsonValue>([['valid', true], ...json, ['warnings', places(read.sweep.warnings)]]),
    );
    return;
  }
  await printFields(context.io, fields);
  await note(context, 'The file is right; nothing was run.');
}

async function printFaults(context: CommandContext, error: SweepFileError): Promise<ExitCode> {
  const { io, globals } = context;
  if (globals.json) {
    const { file, problems, warnings } = error;
    const document = { valid: false, file, problems: places(problems), warnings: places(warnings) };
    await printJson(io, jsonFields(document));
  } else {
    const { what } = describeFailure(error, programName(io.env));
    await note(context, `${styleFor(io.stderr, io.env).red('Error:')} ${what}`);
  }
  return exitCode.usage;
}

/** Problems or warnings as they are, each an object. */
function places(list: readonly object[]): readonly JsonValue[] {
  return list.map((place) => new Map(Object.entries(place).filter(([, value]) => value !== undefined)));
}
