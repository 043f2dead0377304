// Imports every entry of an installed package.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** @typedef {import('./install-alone.mjs').Manager} Manager */
/** @typedef {import('../../../tools/pack-packages.mjs').PackedPackage} PackedPackage */

/**
 * @param {Manager} manager
 * @param {string} project
 * @param {PackedPackage} packed
 */
export async function importEverything(manager, project, { entries }) {
  const script = 'import-everything.mjs';
  const lines = entries.map((entry) => `await import(${JSON.stringify(entry)});`);
  await writeFile(path.join(project, script), `${lines.join('\n')}\nconsole.log('imported');\n`);
  const printed = await manager.runNode(project, script);
  if (printed.trim() !== 'imported') throw new Error(`the imports printed ${JSON.stringify(printed)}`);
}
