// A tiny workspace in a temporary folder, laid out as this one is, for the tests of the rules.

import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { layers } from './layer-table.mjs';

const entries = { '.': 'src/index', './wire': 'src/wire' };

/**
 * @param {Readonly<Record<string, string>>} files What differs from a workspace that follows every rule: path to text.
 * @returns {Promise<{ root: string, [Symbol.asyncDispose](): Promise<void> }>}
 */
export async function makeExampleWorkspace(files) {
  // The real path: a link above the folder would show up in what dependency-cruiser resolves.
  const root = await mkdtemp(path.join(await realpath(tmpdir()), 'layers-'));
  await Promise.all(
    layers.map(async (layer) => {
      await write(root, `${layer.folder}/package.json`, manifestOf(layer));
      await write(root, `${layer.folder}/README.md`, `# ${layer.name}\n`);
      await write(root, `${layer.folder}/LICENSE`, 'MIT\n');
      await write(root, `${layer.folder}/src/index.ts`, 'export const one = 1;\n');
      await write(root, `${layer.folder}/src/wire.ts`, 'export const two = 2;\n');
      await linkPackages(root, layer);
    }),
  );
  const titles = layers.flatMap((layer) => layer.npm).map((name) => `\`${name}\``);
  await write(root, 'docs/decisions/0001-everything.md', `# ${titles.join(' ')}\n`);
  for (const [file, text] of Object.entries(files)) await write(root, file, text);
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) };
}

/** @param {import('./layer-table.mjs').Layer} layer */
function manifestOf(layer) {
  const versions = [
    ...layer.mayImport.map((name) => [name, 'workspace:^']),
    ...layer.npm.map((name) => [name, '1.2.3']),
  ];
  const targets = Object.entries(entries).map(([entry, file]) => [entry, { '@hyperdrive-run/source': `./${file}.ts` }]);
  return JSON.stringify({
    name: layer.name,
    type: 'module',
    dependencies: Object.fromEntries(versions),
    exports: Object.fromEntries(targets),
  });
}

/**
 * Each package sees every other one, so that what a test finds is the rule and not a failed resolution.
 * @param {string} root
 * @param {import('./layer-table.mjs').Layer} layer
 */
async function linkPackages(root, layer) {
  const scope = path.join(root, layer.folder, 'node_modules/@hyperdrive-run');
  await mkdir(scope, { recursive: true });
  const others = layers.filter((other) => other !== layer);
  await Promise.all(
    others.map((other) =>
      symlink(path.join(root, other.folder), path.join(root, layer.folder, 'node_modules', other.name)),
    ),
  );
}

/**
 * @param {string} root
 * @param {string} file
 * @param {string} text
 */
async function write(root, file, text) {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}
