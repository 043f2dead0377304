import { usageError } from '../context/cli-error.js';
import type { CommandContext } from '../context/command-context.js';
import { nameOfSource } from '../profiles/choose-backend.js';
import { localFolder } from './local-folder.js';

/**
 * The folder of the local service.
 * @param command the command that is only about it
 * @throws CliError where the backend is another one
 */
export function requireFolder({ io, globals }: CommandContext, command: string): string {
  const folder = localFolder(globals.backend, io);
  if (folder !== undefined) return folder;
  throw usageError(
    `${nameOfSource(globals)} names a service elsewhere, and "hyperdrive ${command}" is about the local one.`,
    'Write --backend local, or --backend local:<folder>.',
  );
}
