// What the release workflow would publish, made from a clone of the last commit, so that the checkout stays as it is.

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packPackages } from '../../../tools/pack-packages.mjs';
import { run } from '../run.mjs';

/** @typedef {import('../../../tools/pack-packages.mjs').PackedPackage} PackedPackage */
/** @typedef {{ version: string, packages: PackedPackage[], clone: string }} Release */
/** @typedef {Release & { patch: () => Promise<Release> }} PreparedRelease */

/**
 * @param {string} root
 * @param {string} clone A folder that does not exist.
 * @returns {Promise<PreparedRelease>}
 */
export async function prepareRelease(root, clone) {
  await run(root, 'git', ['clone', '--quiet', root, clone]);
  // The workspace's own pnpm, and what it has fetched before.
  const pnpm = path.join(root, 'node_modules/.bin/pnpm');
  await run(clone, pnpm, ['install', '--frozen-lockfile', '--prefer-offline']);
  const pending = JSON.parse(await run(clone, 'node', ['--eval', listChangesets]));
  if (pending === 0) await writeChangeset(clone);
  const first = await nextRelease(clone, 'first');
  return {
    ...first,
    patch: async () => {
      await writeChangeset(clone);
      return nextRelease(clone, 'second');
    },
  };
}

/**
 * @param {string} clone
 * @param {string} name
 * @returns {Promise<Release>}
 */
async function nextRelease(clone, name) {
  await run(clone, 'npm', ['run', 'version-packages']);
  await run(clone, 'npm', ['run', 'build']);
  const packages = await packPackages(clone, path.join(clone, 'node_modules/.cache/hyperdrive-run/rehearsal', name));
  const { version } = JSON.parse(await readFile(path.join(clone, 'packages/core/package.json'), 'utf8'));
  return { version, packages, clone };
}

const listChangesets =
  "console.log(fs.readdirSync('.changeset').filter((name) => /(?<!README)\\.md$/.test(name)).length)";

/** @param {string} clone */
function writeChangeset(clone) {
  const text = "---\n'@hyperdrive-run/core': patch\n---\n\nRehearse a repair.\n";
  return writeFile(path.join(clone, '.changeset/rehearsal.md'), text);
}
