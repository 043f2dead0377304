import type { CliIo } from '../context/cli-io.js';
import type { CommandContext } from '../context/command-context.js';
import { localFolder } from '../service/local-folder.js';

const names = ['PATH', 'VIRTUAL_ENV', 'CONDA_PREFIX'] as const;

/**
 * The variables that choose which programs a command finds: a trial on this machine finds those of the user who submits it,
 * also where the service was started from another Python environment. None for trials elsewhere.
 */
export function userPrograms({ io, globals }: CommandContext): ReadonlyMap<string, string> {
  return localFolder(globals.backend, io) === undefined ? new Map() : ofEnvironment(io.env);
}

function ofEnvironment(env: CliIo['env']): ReadonlyMap<string, string> {
  return new Map(
    names.flatMap((name): [string, string][] => {
      const value = env[name] ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
}
