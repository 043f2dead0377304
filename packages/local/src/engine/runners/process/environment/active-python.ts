import { accessSync, constants, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What an activated Python environment sets beside `PATH`. */
const activation = ['VIRTUAL_ENV', 'CONDA_PREFIX', 'CONDA_DEFAULT_ENV'];

/**
 * The environment of a trial with the programs of its Python environment in front: `$VIRTUAL_ENV/bin`, else
 * `$CONDA_PREFIX/bin`, unless `PATH` has it. A definition that sets `PATH` chooses its programs: what Python
 * environment this service was started in does not count then.
 */
export function withActivePython(
  inherited: ReadonlyMap<string, string>,
  ofDefinition: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const isChosen = ofDefinition.has('PATH');
  const kept = [...inherited].filter(([name]) => !isChosen || !activation.includes(name));
  const environment = new Map([...kept, ...ofDefinition]);
  const prefix = [environment.get('VIRTUAL_ENV'), environment.get('CONDA_PREFIX')].find(
    (folder) => folder !== undefined && folder !== '',
  );
  const path = environment.get('PATH') ?? '/usr/local/bin:/usr/bin:/bin';
  if (prefix === undefined || path.split(delimiter).includes(join(prefix, 'bin'))) return environment;
  return environment.set('PATH', [join(prefix, 'bin'), path].join(delimiter));
}

/**
 * Lets `python` be found where only `python3` is: many systems have no `python`, and Azure ML's images do.
 * @param folder where a stand-in is put if there must be one; it goes to the end of `PATH`
 */
export function withPython(environment: ReadonlyMap<string, string>, folder: string): ReadonlyMap<string, string> {
  const path = environment.get('PATH');
  if (path === undefined || isOnPath('python', path) || !isOnPath('python3', path)) return environment;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'python'), '#!/bin/sh\nexec python3 "$@"\n', { mode: 0o700 });
  return new Map([...environment, ['PATH', [path, folder].join(delimiter)]]);
}

function isOnPath(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => folder !== '' && isExecutable(join(folder, program)));
}

function isExecutable(file: string): boolean {
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
