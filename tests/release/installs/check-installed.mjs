// What an install brings: under which licences, and how much of it.

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** Licences under which users may do as they like, if they keep the notice. */
const permissive = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0']);

/** Megabytes that an install may take. A number moves when somebody decides that it should. */
const limits = new Map([
  ['@hyperdrive-run/core', 3],
  ['@hyperdrive-run/charts', 4],
  ['@hyperdrive-run/sampling', 5],
  ['@hyperdrive-run/sweep-file', 6],
  ['@hyperdrive-run/transport', 15],
  ['@hyperdrive-run/sdk', 17],
  ['@hyperdrive-run/stores', 40],
  ['@hyperdrive-run/local', 50],
  ['@hyperdrive-run/dashboard', 30],
  ['@hyperdrive-run/cli', 70],
]);

/**
 * @param {string} project
 * @throws {Error} that names each package with another licence
 */
export async function checkLicences(project) {
  const wrong = [];
  for await (const file of filesBelow(path.join(project, 'node_modules'))) {
    if (!/node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/.test(file)) continue;
    const { name, license } = JSON.parse(await readFile(file, 'utf8'));
    const choices = String(license).replaceAll(/[()]/g, '').split(' OR ');
    if (!choices.some((choice) => permissive.has(choice))) wrong.push(`${name} is under ${license}`);
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

/**
 * @param {string} project
 * @param {string} name Of the package that was installed.
 * @throws {Error} with the size, where it is above its limit
 */
export async function checkSize(project, name) {
  let bytes = 0;
  for await (const file of filesBelow(path.join(project, 'node_modules'))) bytes += (await stat(file)).size;
  const megabytes = bytes / 1e6;
  const limit = limits.get(name);
  if (limit === undefined) throw new Error(`${name} has no limit; it brings ${megabytes.toFixed(1)} MB`);
  if (megabytes > limit) throw new Error(`${name} brings ${megabytes.toFixed(1)} MB, more than ${limit}`);
}

/**
 * @param {string} folder
 * @returns {AsyncGenerator<string>}
 */
async function* filesBelow(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const whole = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(whole);
    else if (entry.isFile()) yield whole;
  }
}
