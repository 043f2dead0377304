// Publishes packed packages, and asks the registry what it has.

import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../run.mjs';

/** @typedef {import('../../../tools/pack-packages.mjs').PackedPackage} PackedPackage */
/** @typedef {import('./start-registry.mjs').Registry} Registry */

/**
 * @param {Registry} registry
 * @param {readonly PackedPackage[]} packages
 */
export async function publish(registry, packages) {
  for (const { tarball } of packages) {
    // Outside of every package: npm would read the settings of the nearest one.
    const folder = await mkdtemp(path.join(registry.folder, 'publish-'));
    await writeFile(path.join(folder, '.npmrc'), registry.npmrc);
    // There is nothing here that could prove where it was built: the release workflow alone can.
    await run(folder, 'npm', ['publish', tarball, '--provenance=false', '--access=public']);
  }
}

/**
 * @param {Registry} registry
 * @param {string} name
 * @returns {Promise<{ latest: string, all: string[] }>}
 */
export async function publishedVersions(registry, name) {
  const response = await fetch(`${registry.address}${encodeURIComponent(name)}`);
  /** @type {{ 'dist-tags': { latest: string }, versions: object }} */
  const { 'dist-tags': tags, versions } = JSON.parse(await response.text());
  return { latest: tags.latest, all: Object.keys(versions) };
}
