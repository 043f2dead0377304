import { HyperDriveRun, type Run, UnsupportedOperationError } from '@hyperdrive-run/sdk';
import { CliError } from '../../context/cli-error.js';
import { type CommandContext, note } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { findRun } from '../../open/find-run.js';
import { noteIdleService } from '../../open/note-idle-service.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { escapeLog, escapeLogText } from '../../output/escape/escape-log.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';

export interface LogsOptions {
  /** Only this file of the run. */
  readonly file?: string | undefined;
  /** Byte for byte as it was written, control characters included. */
  readonly raw?: boolean | undefined;
  /** Continues with what is added until the run has ended. */
  readonly follow?: boolean | undefined;
}

/** `hyperdrive logs RUN`: a sweep's own log, or what a run's script printed. */
export async function showLogs(context: CommandContext, runId: string, options: LogsOptions): Promise<ExitCode> {
  return withWorkspace(context, async (workspace, opened) => {
    const run = await findRun(context, workspace, runId);
    if (options.follow === true) {
      await noteIdleService(context, opened, run);
      return followLogs(context, run, options);
    }
    const names = options.file === undefined ? (await run.getDetails()).logFiles : [options.file];
    if (names === undefined) {
      throw new UnsupportedOperationError({
        operation: 'reading logs',
        backend: workspace.backend.displayName,
        hint: 'Look at its files, where the script may have written its own log.',
      });
    }
    if (context.globals.json) {
      const logs = new Map<string, string>();
      for (const name of names) logs.set(name, await readText(run, name));
      await printJson(context.io, jsonFields({ runId: run.id, logs }));
      return exitCode.ok;
    }
    if (names.length === 0) throw noLogs(run);
    for (const name of names) {
      if (names.length > 1) await note(context, `==> ${escapeForTerminal(name)} <==`);
      const content = await run.downloadFile(name);
      for await (const part of options.raw === true ? content : escapeLog(content)) await context.io.stdout.write(part);
    }
    return exitCode.ok;
  });
}

/** Prints the logs and what is added to them, file by file as it comes; a JSON document is printed at the end. */
async function followLogs(
  context: CommandContext,
  run: Run | HyperDriveRun,
  { file, raw }: LogsOptions,
): Promise<ExitCode> {
  const { json } = context.globals;
  const logs = new Map<string, string>();
  let last: string | undefined;
  for await (const { name, text } of run.getLogs({ name: file, follow: true, pollIntervalMs: 500 })) {
    if (json) {
      logs.set(name, (logs.get(name) ?? '') + text);
      continue;
    }
    if (last !== undefined && name !== last) await note(context, `==> ${escapeForTerminal(name)} <==`);
    last = name;
    await context.io.stdout.write(raw === true ? text : escapeLogText(text));
  }
  if (json) await printJson(context.io, jsonFields({ runId: run.id, logs }));
  else if (last === undefined) throw noLogs(run);
  return exitCode.ok;
}

async function readText(run: Run | HyperDriveRun, name: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of await run.downloadFile(name)) text += decoder.decode(bytes, { stream: true });
  return text + decoder.decode();
}

function noLogs(run: Run | HyperDriveRun): CliError {
  const what = run instanceof HyperDriveRun ? 'The sweep' : 'The run';
  return new CliError({
    message: `${what} ${JSON.stringify(run.id)} has no logs.`,
    hint: 'Where it has not begun yet, wait a little; older services keep no logs of their own.',
  });
}
