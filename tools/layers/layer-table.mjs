// The layers of this repository, as data. ARCHITECTURE.md shows the same table to people; the checks in this folder
// read this one. Adding a line here is a decision: write down its reason in docs/decisions.

/**
 * @typedef {object} Layer
 * @property {string} folder Where it lives, from the root.
 * @property {string} name Its name in the package registry.
 * @property {readonly string[]} mayImport Other packages of this repository.
 * @property {readonly string[]} npm Packages from outside that its users get too. Each has a record in docs/decisions.
 * @property {boolean} mayUseNode Whether its sources may import Node's own modules.
 * @property {string} why What is lost when the line is crossed; printed with every violation.
 */

export const core = '@hyperdrive-run/core';
export const transport = '@hyperdrive-run/transport';
export const sdk = '@hyperdrive-run/sdk';
export const local = '@hyperdrive-run/local';
export const sampling = '@hyperdrive-run/sampling';
export const charts = '@hyperdrive-run/charts';
export const sweepFile = '@hyperdrive-run/sweep-file';
export const stores = '@hyperdrive-run/stores';
export const dashboard = '@hyperdrive-run/dashboard';

/** @type {readonly Layer[]} */
export const layers = [
  {
    folder: 'packages/core',
    name: core,
    mayImport: [],
    npm: [],
    mayUseNode: false,
    why: 'core is installed alone by teams that only rank and pick: it has no dependency, does no I/O and runs in any engine',
  },
  {
    folder: 'packages/transport',
    name: transport,
    mayImport: [core],
    npm: ['zod'],
    mayUseNode: false,
    why: 'transport turns a wire protocol into core types: it decides nothing, and runs wherever there is fetch',
  },
  {
    folder: 'packages/sdk',
    name: sdk,
    mayImport: [core, transport],
    npm: [],
    mayUseNode: false,
    why: 'sdk fetches through the port and hands over to core: it runs in a browser and must not know where sweeps run',
  },
  {
    folder: 'packages/local',
    name: local,
    mayImport: [core, sampling, transport],
    npm: ['@hono/node-server', 'fflate', 'hono', 'jose', 'libsql'],
    mayUseNode: true,
    why: 'local is a service that clients reach over the protocol: it shares core and the wire with them, and no client code',
  },
  {
    folder: 'packages/sampling',
    name: sampling,
    mayImport: [core],
    npm: ['pure-rand'],
    mayUseNode: false,
    why: 'sampling chooses points and starts nothing: it runs in a page and in a worker, and must not know what runs a trial',
  },
  {
    folder: 'packages/charts',
    name: charts,
    mayImport: [core],
    npm: [],
    mayUseNode: false,
    why: 'charts turns trials into SVG text: the same drawing has to come from a page, a worker and a command line',
  },
  {
    folder: 'packages/sweep-file',
    name: sweepFile,
    mayImport: [core],
    npm: ['yaml'],
    mayUseNode: true,
    why: 'sweep-file reads a file for whatever is to run it: what that does not run the target says, never the reader',
  },
  {
    folder: 'packages/stores',
    name: stores,
    mayImport: [core],
    npm: ['libsql'],
    mayUseNode: true,
    why: 'stores reads files of other tools into core types: it decides nothing, and the sdk, which runs in a browser, must not know it',
  },
  {
    folder: 'apps/cli',
    name: '@hyperdrive-run/cli',
    mayImport: [sdk, local, stores, sweepFile, charts, dashboard],
    npm: ['cli-table3', 'commander', 'csv-stringify', 'hyparquet-writer', 'libsql', 'minimatch'],
    mayUseNode: true,
    why: 'cli uses what users use: whatever it needs from below belongs into the public face of sdk or local',
  },
  {
    folder: 'apps/dashboard',
    name: dashboard,
    mayImport: [core, charts, sdk],
    npm: ['@hono/node-server', 'hono'],
    mayUseNode: true,
    why: 'dashboard shows that the public packages are enough: the sdk for its server, core and charts for its page',
  },
];

/**
 * @param {string} name
 * @returns {string} The folder of one of our packages.
 */
export function folderOf(name) {
  const layer = layers.find((candidate) => candidate.name === name);
  if (layer === undefined) throw new Error(`no layer is named ${name}`);
  return layer.folder;
}
