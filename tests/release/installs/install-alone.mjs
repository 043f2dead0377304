// Makes an empty project and installs packages into it by name, as users do, with the package manager of their choice. Ours
// come from the rehearsal's registry, everything else from where this machine gets its packages.

import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { run } from '../run.mjs';

/** @typedef {import('../registry/start-registry.mjs').Registry} Registry */
/**
 * @typedef {object} Manager
 * @property {string} name
 * @property {(registry: Registry, folder: string, names: readonly string[]) => Promise<void>} install
 * @property {(folder: string, script: string) => Promise<string>} runNode Runs a module in the project.
 */

const require = createRequire(import.meta.url);
const yarn = require.resolve('@yarnpkg/cli-dist/bin/yarn.js');
const pnpm = path.resolve(import.meta.dirname, '../../../node_modules/.bin/pnpm');

/** @type {(folder: string, script: string) => Promise<string>} */
const plainNode = (folder, script) => run(folder, process.execPath, [script]);

/** @type {Manager} */
export const npm = {
  name: 'npm',
  install: async (registry, folder, names) => {
    await writeFile(path.join(folder, '.npmrc'), registry.npmrc);
    await run(folder, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...names]);
  },
  runNode: plainNode,
};

/** @type {readonly Manager[]} */
export const managers = [
  npm,
  {
    name: 'pnpm',
    install: async (registry, folder, names) => {
      await writeFile(path.join(folder, '.npmrc'), registry.npmrc);
      await run(folder, pnpm, ['add', '--prefer-offline', '--ignore-workspace', ...names]);
    },
    runNode: plainNode,
  },
  {
    // With plug'n'play: nothing that a package does not declare can be imported.
    name: 'yarn',
    install: async (registry, folder, names) => {
      const settings = {
        npmScopes: { 'hyperdrive-run': { npmRegistryServer: registry.address.replace(/\/$/, '') } },
        npmRegistryServer: await registryOfThisMachine(folder),
        unsafeHttpWhitelist: ['127.0.0.1'],
        // A rehearsed release is younger than any that yarn would take.
        npmPreapprovedPackages: ['@hyperdrive-run/*'],
        npmMinimalAgeGate: 0,
        globalFolder: path.join(folder, '.yarn-global'),
        enableTelemetry: false,
      };
      await writeFile(path.join(folder, '.yarnrc.yml'), JSON.stringify(settings));
      await writeFile(path.join(folder, 'yarn.lock'), '');
      await run(folder, process.execPath, [yarn, 'add', ...names]);
    },
    runNode: (folder, script) => run(folder, process.execPath, [yarn, 'node', script]),
  },
];

/**
 * @param {Manager} manager
 * @param {Registry} registry
 * @param {string} folder Is made.
 * @param {readonly string[]} names
 * @returns {Promise<string>} The project's folder.
 */
export async function installAlone(manager, registry, folder, names) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "name": "stranger", "private": true, "type": "module" }\n');
  await manager.install(registry, folder, names);
  return folder;
}

/** @param {string} folder */
async function registryOfThisMachine(folder) {
  return (await run(folder, 'npm', ['config', 'get', 'registry'])).trim();
}
