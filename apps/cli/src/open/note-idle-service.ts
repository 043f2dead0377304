import { isTerminalStatus, type Run } from '@hyperdrive-run/sdk';
import { type CommandContext, note } from '../context/command-context.js';
import { commandLine } from '../context/command-line.js';
import type { OpenWorkspace } from './open-workspace.js';

/** Notes that a run which has not ended does not continue, where its local service does not run. */
export async function noteIdleService(
  context: CommandContext,
  { isIdle }: Pick<OpenWorkspace, 'isIdle'>,
  { record }: Pick<Run, 'record'>,
): Promise<void> {
  if (!isIdle || record === undefined || isTerminalStatus(record.status)) return;
  await note(context, 'The local service does not run, so no sweep continues here.');
  await note(context, `Start it with: ${commandLine(context, 'service', 'start')}`);
}
