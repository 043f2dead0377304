import path from 'node:path';
import { describeSweep, type JsonValue, type SweepDocument } from '@hyperdrive-run/sdk';
import { writeSweepFile } from '@hyperdrive-run/sweep-file';
import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { checkNoneThere, saveFile } from '../../export/save-file.js';
import { findSweep } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { escapeLogText } from '../../output/escape/escape-log.js';
import { formatBytes } from '../../output/format/format-bytes.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';

export interface ToSweepFileOptions {
  /** The file to write; standard output without it. */
  readonly output?: string | undefined;
  /** Overwrites an existing file. */
  readonly force?: boolean | undefined;
}

/** `hyperdrive to-sweep-file SWEEP`: a sweep as a file that can be submitted again. */
export async function writeSweepAsFile(
  context: CommandContext,
  sweepId: string,
  { output, force }: ToSweepFileOptions,
): Promise<ExitCode> {
  const { io, globals } = context;
  const file = output === undefined ? undefined : path.resolve(io.cwd, output);
  if (file !== undefined && force !== true) checkNoneThere([file]);
  return withWorkspace(context, async (workspace) => {
    const sweep = await findSweep(context, workspace, sweepId);
    const document = await describeSweep(sweep);
    const text = writeSweepFile(document);
    const notes = notesToJson(document);
    if (file === undefined) {
      if (globals.json) await printJson(io, jsonFields({ runId: sweep.id, text, notes }));
      else await io.stdout.write(io.stdout.isTerminal ? escapeLogText(text) : text);
      return exitCode.ok;
    }
    const bytes = await saveFile(file, async () => encoded(text));
    if (globals.json) {
      await printJson(io, jsonFields({ runId: sweep.id, path: file, bytes, notes }));
      return exitCode.ok;
    }
    const warn = warningWriter(context);
    for (const { path: key, message } of document.notes) warn(`${key} ${message}.`);
    await io.stdout.write(`${escapeForTerminal(file)}\n`);
    await note(context, `Wrote ${escapeForTerminal(sweep.id)}, ${formatBytes(bytes)}.`);
    return exitCode.ok;
  });
}

function notesToJson({ notes }: SweepDocument): JsonValue {
  return notes.map(({ path: key, message }) => jsonFields({ path: key, message }));
}

async function* encoded(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield new TextEncoder().encode(text);
}
