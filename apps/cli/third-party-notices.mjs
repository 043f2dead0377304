// The licences of what was bundled into the command: they ask to be passed on with it.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Licences that allow to pass the code on in a bundle, as long as their text goes with it. */
const allowed = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/**
 * @param {readonly string[]} files What was bundled, ours and others', as paths from the working directory.
 * @returns {Promise<string>} Each package of others with its version and the text of its licence, by name.
 * @throws {Error} where a package has no licence that may be passed on, or no text of it
 */
export async function thirdPartyNotices(files) {
  const folders = new Set(files.flatMap((file) => packageFolder(file) ?? []));
  const packages = await Promise.all([...folders].map(readNotice));
  const sorted = packages.toSorted((a, b) => (a.title < b.title ? -1 : 1));
  const notices = sorted.map(({ title, licence, text }) => `${'-'.repeat(80)}\n${title} (${licence})\n\n${text}\n`);
  return `The command hyperdrive contains code of these packages.\n\n${notices.join('\n')}`;
}

/**
 * @param {string} file
 * @returns {string | undefined} The folder of the package that it belongs to, if that is not ours.
 */
function packageFolder(file) {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file.replaceAll('\\', '/'))?.[0];
}

/** @param {string} folder */
async function readNotice(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const title = `${name} ${version}`;
  if (!allowed.includes(license))
    throw new Error(`${title} has the licence ${license}, which is not known to allow a bundle`);
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(-\w+)?(\.(md|txt))?$/i.test(entry));
  if (file === undefined) throw new Error(`${title} has no text of its licence, which is to be passed on with it`);
  return { title, licence: license, text: (await readFile(path.join(folder, file), 'utf8')).trim() };
}
