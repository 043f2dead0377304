// The engines that the packages promise to run on, each by a binary that npm brings.

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../run.mjs';

/**
 * @typedef {object} Engine
 * @property {string} name As people say it.
 * @property {string} version Exact.
 * @property {string} npmPackage What brings it.
 * @property {readonly string[]} [args] What comes before a script.
 */

/** @type {readonly Engine[]} */
export const engines = [
  { name: 'Node 20.19', version: '20.19.6', npmPackage: 'node' },
  { name: 'Node 22', version: '22.23.3', npmPackage: 'node' },
  { name: 'Node 24', version: '24.21.0', npmPackage: 'node' },
  { name: 'Node 26', version: '26.10.0', npmPackage: 'node' },
  { name: 'Bun', version: '1.4.5', npmPackage: 'bun' },
  // What a project has installed by npm is taken as it is.
  { name: 'Deno', version: '2.9.6', npmPackage: 'deno', args: ['run', '--allow-all', '--node-modules-dir=manual'] },
];

/**
 * Installs an engine once; a second call is instant.
 * @param {string} cache
 * @param {Engine} engine
 * @returns {Promise<string>} The program.
 */
export async function installEngine(cache, { npmPackage, version }) {
  const folder = path.join(cache, `${npmPackage}-${version}`);
  const program = path.join(folder, 'node_modules/.bin', npmPackage);
  if (!existsSync(program)) {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
    await run(folder, 'npm', ['install', '--no-audit', '--no-fund', `${npmPackage}@${version}`]);
  }
  return program;
}
