import { existsSync } from 'node:fs';
import path from 'node:path';
import { findRunningService, plainHttpWarning, type RunningService, type ServiceUsage } from '@hyperdrive-run/local';
import type { JsonObject } from '@hyperdrive-run/sdk';
import { CliError } from '../../context/cli-error.js';
import { type CommandContext, note } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { formatBytes } from '../../output/format/format-bytes.js';
import { formatLocalTime, formatTime } from '../../output/format/format-time.js';
import { jsonFields } from '../../output/json-fields.js';
import { type Field, printFields } from '../../output/lines/print-fields.js';
import { printJson } from '../../output/print-json.js';
import { withClientOf } from '../../service/local-client.js';
import { requireFolder } from '../../service/require-folder.js';
import { runService } from '../../service/run-service.js';
import { networkOf, type ServiceStartOptions } from '../../service/service-start-options.js';
import { startDetachedService } from '../../service/start-detached-service.js';
import { stopService } from '../../service/stop-service.js';

/** `hyperdrive service start`: the folder's service, in the background. */
export async function startService(context: CommandContext, options: ServiceStartOptions): Promise<ExitCode> {
  const folder = requireFolder(context, 'service');
  const { port, allowOrigin } = options;
  const network = networkOf(options, context.io.cwd);
  const running = findRunningService(folder);
  const isOther = running !== undefined && port !== undefined && new URL(running.address).port !== String(port);
  if (isOther || (running !== undefined && (allowOrigin !== undefined || network !== undefined))) {
    throw new CliError({
      message: `The service of ${folder} runs already, at ${running.address}, with the options of its start.`,
      hint: `Stop it first with: ${commandLine(context, 'service', 'stop')}`,
    });
  }
  const service = running ?? (await startDetachedService(context.io, { folder, port, allowOrigin, network }));
  const warning = service.advertised === undefined ? undefined : plainHttpWarning(service.advertised);
  if (running === undefined && warning !== undefined) await note(context, `Warning: ${warning}`);
  if (!context.globals.json) await note(context, running === undefined ? 'Started.' : 'It was running already.');
  await printService(context, folder, service);
  return exitCode.ok;
}

/** How `service stop` is called. */
export interface StopServiceOptions {
  readonly leaveTrials?: boolean | undefined;
}

/** `hyperdrive service stop`: ends it, and the trials that it runs, unless they are to be left. */
export async function stopServiceOfFolder(
  context: CommandContext,
  { leaveTrials }: StopServiceOptions,
): Promise<ExitCode> {
  const folder = requireFolder(context, 'service');
  const running = findRunningService(folder);
  if (running !== undefined) await stopService(running, leaveTrials);
  if (context.globals.json) {
    await printService(context, folder, undefined);
    return exitCode.ok;
  }
  await note(context, running === undefined ? 'No service was running.' : 'Stopped.');
  if (running !== undefined)
    await note(context, 'Sweeps that had not ended continue when the service is started again.');
  return exitCode.ok;
}

/** `hyperdrive service status`: whether it runs, where, and what it keeps. */
export async function showServiceStatus(context: CommandContext): Promise<ExitCode> {
  const folder = requireFolder(context, 'service');
  const running = findRunningService(folder);
  // Where nothing was ever run, nothing is made either.
  const isThere = existsSync(path.join(folder, 'runs.db'));
  const usage = isThere ? await withClientOf(folder, running, (client) => client.usage()) : undefined;
  await printService(context, folder, running, usage);
  if (running === undefined && !context.globals.json) {
    await note(context, `Start it with: ${commandLine(context, 'service', 'start')}`);
  }
  return exitCode.ok;
}

/** `hyperdrive service run`: the service in this process, for those who watch over processes themselves. */
export async function runServiceHere(context: CommandContext, options: ServiceStartOptions): Promise<ExitCode> {
  const { port, allowOrigin } = options;
  const [folder, listen] = [requireFolder(context, 'service'), networkOf(options, context.io.cwd)];
  await runService(context.io, { folder, port, allowedOrigins: allowOrigin, listen });
  return exitCode.ok;
}

async function printService(
  { io, globals }: CommandContext,
  folder: string,
  service: RunningService | undefined,
  usage?: ServiceUsage,
): Promise<void> {
  const { address, pid, startedAt, advertised } = service ?? {};
  const running = service !== undefined;
  if (globals.json)
    return printJson(
      io,
      jsonFields({ running, address, advertised, pid, startedAt, folder, usage: usage && usageToJson(usage) }),
    );
  await printFields(io, [
    { name: 'running', title: 'Service', plain: String(running), shown: running ? 'running' : 'not running' },
    { name: 'address', title: 'Address', plain: address ?? '' },
    ...(advertised === undefined ? [] : [{ name: 'advertised', title: 'For others', plain: advertised }]),
    { name: 'pid', title: 'Process', plain: pid === undefined ? '' : String(pid) },
    { name: 'startedAt', title: 'Started', plain: formatTime(startedAt), shown: formatLocalTime(startedAt) },
    { name: 'folder', title: 'Folder', plain: escapeForTerminal(folder) },
    ...(usage === undefined ? [] : usageToFields(usage)),
  ]);
}

function usageToJson({ databaseBytes, databaseFreeBytes, filesBytes, runs, sweeps }: ServiceUsage): JsonObject {
  return jsonFields({ databaseBytes, databaseFreeBytes, filesBytes, runs, sweeps: jsonFields({ ...sweeps }) });
}

function usageToFields({ databaseBytes, databaseFreeBytes, filesBytes, runs, sweeps }: ServiceUsage): readonly Field[] {
  const free = databaseFreeBytes === 0 ? '' : `, of which ${formatBytes(databaseFreeBytes)} unused`;
  const database = `${formatBytes(databaseBytes)}${free}`;
  return [
    { name: 'runningSweeps', title: 'Sweeps', plain: String(sweeps.running), shown: formatSweeps(sweeps) },
    { name: 'pausedSweeps', title: '', plain: String(sweeps.paused), shown: '' },
    { name: 'endedSweeps', title: '', plain: String(sweeps.ended), shown: '' },
    { name: 'runs', title: 'Runs', plain: String(runs) },
    { name: 'databaseBytes', title: 'Database', plain: String(databaseBytes), shown: database },
    { name: 'filesBytes', title: 'Files', plain: String(filesBytes), shown: formatBytes(filesBytes) },
  ];
}

function formatSweeps({ running, paused, ended }: ServiceUsage['sweeps']): string {
  return `${running} running, ${paused} paused, ${ended} ended`;
}
