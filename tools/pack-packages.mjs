// Packs every package that is published, exactly as `pnpm publish` would.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { layers } from './layers/layer-table.mjs';
import { withLocalBinaries } from './local-binaries.mjs';

const run = promisify(execFile);

/**
 * @typedef {object} PackedPackage
 * @property {string} name
 * @property {string} folder Where its sources are, from the root.
 * @property {string} tarball Absolute.
 * @property {string[]} entries What can be imported: the name, and the name with each subpath.
 * @property {string[]} commands The names of its commands.
 */

/**
 * @param {string} root The repository's root; everything is built.
 * @param {string} target The folder for the tarballs. It is emptied.
 * @returns {Promise<PackedPackage[]>}
 */
export async function packPackages(root, target) {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const present = layers.filter((layer) => existsSync(path.join(root, layer.folder, 'package.json')));
  return Promise.all(present.map((layer) => packOne(root, layer.folder, target)));
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {string} target
 * @returns {Promise<PackedPackage>}
 */
async function packOne(root, folder, target) {
  const manifest = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8'));
  const { stdout } = await run('pnpm', ['pack', '--json', '--pack-destination', target], {
    cwd: path.join(root, folder),
    shell: process.platform === 'win32',
    env: withLocalBinaries(root),
  });
  const { filename } = JSON.parse(stdout);
  const subpaths = Object.keys(manifest.exports ?? {}).filter((subpath) => subpath !== './package.json');
  return {
    name: manifest.name,
    folder,
    tarball: path.resolve(target, filename),
    entries: subpaths.map((subpath) => path.posix.join(manifest.name, subpath)),
    commands: Object.keys(typeof manifest.bin === 'object' ? manifest.bin : {}),
  };
}
