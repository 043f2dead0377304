import { findRunningService, type RunningService } from '@hyperdrive-run/local';
import { type CommandContext, note } from '../context/command-context.js';
import { commandLine } from '../context/command-line.js';
import { escapeForTerminal } from '../output/escape/escape-for-terminal.js';
import { startDetachedService } from './start-detached-service.js';

/** The folder's service; where none runs, one is started in the background, with a note. */
export async function serviceOfFolder(context: CommandContext, folder: string): Promise<RunningService> {
  const running = findRunningService(folder);
  if (running !== undefined) return running;
  const started = await startDetachedService(context.io, { folder });
  await note(
    context,
    `The local service was started: ${started.address}, process ${started.pid}, folder ${escapeForTerminal(folder)}.`,
  );
  await note(context, `It stays in the background; stop it with: ${commandLine(context, 'service', 'stop')}`);
  return started;
}
