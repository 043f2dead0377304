import type { CliIo } from '../context/cli-io.js';
import type { CommandContext } from '../context/command-context.js';
import { localFolder } from '../service/local-folder.js';

const names = ['PATH', 'VIRTUAL_ENV', 'CONDA_PREFIX'] as const;

/**
 * The variables that choose which programs a command finds: a trial on this machine finds those of the user who submits it,
 * also where the service was started from another Python environment. None for trials elsewhere: the programs of a cluster's
 * nodes lie in other folders.
 * @param compute the compute that the trials run on; `undefined` for the service's own machine
 */
export function userPrograms(
  { io, globals }: CommandContext,
  compute: string | undefined,
): ReadonlyMap<string, string> {
  const isHere = localFolder(globals.backend, io) !== undefined && (compute === undefined || compute === 'local');
  return isHere ? ofEnvironment(io.env) : new Map();
}

function ofEnvironment(env: CliIo['env']): ReadonlyMap<string, string> {
  return new Map(
    names.flatMap((name): [string, string][] => {
      const value = env[name] ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
}
