import { execFile } from 'node:child_process';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { PackedPackage } from '../../tools/pack-packages.mjs';

const run = promisify(execFile);

/**
 * Makes an empty project and installs one of our packages there with plain npm, as a stranger would. What it needs of
 * our others comes from their tarballs too, because they are not in the registry yet.
 *
 * @returns the project's folder
 */
export async function installAlone(
  packed: PackedPackage,
  packages: readonly PackedPackage[],
  workFolder: string,
): Promise<string> {
  const folder = await mkdtemp(path.join(workFolder, 'project-'));
  const ours = packages.map(({ name, tarball }) => [name, `file:${tarball}`]);
  const manifest = {
    name: 'stranger',
    private: true,
    type: 'module',
    dependencies: { [packed.name]: `file:${packed.tarball}` },
    overrides: Object.fromEntries(ours),
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await runIn(folder, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], {});
  return folder;
}

/** Runs a command in a folder and returns its stdout. Rejects with its stderr where it fails. */
export async function runIn(
  folder: string,
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = { NODE_DISABLE_COMPILE_CACHE: '1' },
): Promise<string> {
  const { stdout } = await run(command, args, {
    cwd: folder,
    env: { ...strangersEnvironment(), ...environment },
    shell: process.platform === 'win32',
  });
  return stdout;
}

/** The names of everything that was installed. */
export async function installedPackages(folder: string): Promise<string[]> {
  const lists = await Promise.all(
    (await readdir(path.join(folder, 'node_modules'))).map(async (name) => {
      if (!name.startsWith('@')) return [name];
      return (await readdir(path.join(folder, 'node_modules', name))).map((inner) => `${name}/${inner}`);
    }),
  );
  return lists
    .flat()
    .filter((name) => !name.startsWith('.'))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

/** Without what the npm that runs these tests tells its scripts, and without our own settings. */
function strangersEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(package|lifecycle|command|config_local_prefix|config_prefix)|VITEST|NODE_ENV|NODE_OPTIONS)/.test(name),
  );
  return Object.fromEntries(kept);
}
