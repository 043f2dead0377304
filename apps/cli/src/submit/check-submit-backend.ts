import type { CommandContext } from '../context/command-context.js';
import { openWorkspace } from '../open/open-workspace.js';
import { localFolder } from '../service/local-folder.js';

/**
 * Checks the backend that a sweep file is read for, without a request: of one that is none the fault is reported, and
 * not those of a file that is read for another one.
 * @throws CliError
 */
export async function checkSubmitBackend(context: CommandContext): Promise<void> {
  if (localFolder(context.globals.backend, context.io) === undefined) await openWorkspace(context);
}
