// What an import may not do, as dependency-cruiser rules. Each rule's `comment` is the reason that its message gives.

import { charts, core, folderOf, layers, local, sdk, transport } from './layer-table.mjs';

/** Tests may use Node, test tools and fixtures; what ships may not. */
const testCode = '\\.(test|test-d|bench)\\.ts$|/__fixtures__/';

/** @param {string} text */
const escaped = (text) => text.replaceAll(/[/\-.]/g, '\\$&');

/** @param {readonly string[]} folders */
const inside = (folders) => `^(${folders.map(escaped).join('|')})/`;

/**
 * How a package from outside looks once resolved, or as written where it could not be.
 * @param {string} name
 */
const npmPackage = (name) => `(^|/)node_modules/${escaped(name)}/|^${escaped(name)}(/|$)`;

const nodeModule = '^node:';
/** A relative import of a file that is not there is the compiler's to report. */
const missingFile = '^\\.{1,2}/';
const anyOfOurs = inside(['packages', 'apps']);

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const layerRules = layers.flatMap((layer) => {
  const ownName = layer.name.replace('@hyperdrive-run/', '');
  const own = inside([layer.folder]);
  /** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
  const rules = [
    {
      name: `${ownName}-imports-only-the-layers-below`,
      comment: layer.why,
      severity: 'error',
      from: { path: own },
      to: { path: anyOfOurs, pathNot: inside([layer.folder, ...layer.mayImport.map(folderOf)]) },
    },
    {
      name: `${ownName}-brings-only-its-listed-packages`,
      comment: `${layer.why}. What its users have to install is listed in tools/layers/layer-table.mjs`,
      severity: 'error',
      // What builds a package is not in it.
      from: { path: own, pathNot: [testCode, '/build\\.mjs$'] },
      to: {
        pathNot: [anyOfOurs, nodeModule, missingFile, ...layer.npm.map(npmPackage)],
        dependencyTypesNot: ['core', 'local'],
      },
    },
  ];
  if (layer.mayUseNode) return rules;
  return [
    ...rules,
    {
      name: `${ownName}-has-no-node-imports`,
      comment: layer.why,
      severity: 'error',
      from: { path: own, pathNot: testCode },
      to: { dependencyTypes: ['core'] },
    },
    {
      // Modules newer than dependency-cruiser's own list are told by how they are written.
      name: `${ownName}-has-no-node-imports`,
      comment: layer.why,
      severity: 'error',
      from: { path: own, pathNot: testCode },
      to: { path: nodeModule },
    },
  ];
});

/** Files that bring the pieces together: the only ones in the sdk that know an adapter. */
const compositions = [
  'connect',
  'open-snapshot',
  'export-snapshot',
  'copy-to-mlflow',
  'sweep-target-of',
  'training/open-training-backend',
];

/**
 * The one circle that stays: a run has an experiment, and an experiment opens runs, both through the run factory. An
 * interface between them would only hide that from whoever reads the API.
 */
const circleOfRuns = '^packages/sdk/src/(base-run|best-run|experiment|hyperdrive-run|run|run-factory)\\.ts$';

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const namedRules = [
  {
    name: 'no-circular',
    comment:
      'files that import each other can only be understood together, and of types alone they still do: move what both need into a file of its own',
    severity: 'error',
    from: { path: anyOfOurs, pathNot: [circleOfRuns, testCode] },
    to: { circular: true },
  },
  {
    name: 'no-reaching-into-another-package',
    comment: 'a relative path into another package takes what that package does not offer: import it by its name',
    severity: 'error',
    from: { path: '^((?:packages|apps|tests|examples)/[^/]+)/' },
    to: { path: anyOfOurs, pathNot: '^$1/', dependencyTypes: ['local'] },
  },
  {
    name: 'rules-do-not-know-the-port',
    comment:
      'rules in core work on plain values, so that they can be used without any backend: the port is for adapters and the sdk',
    severity: 'error',
    from: {
      path: '^packages/core/src/',
      pathNot: ['^packages/core/src/ports/', '^packages/core/src/ports\\.ts$', testCode],
    },
    to: { path: '^packages/core/src/ports/' },
  },
  {
    name: 'only-compositions-name-an-adapter',
    comment: `a sweep is a sweep wherever it ran: in the sdk only ${compositions.join('.ts and ')}.ts choose where, everything else asks the port`,
    severity: 'error',
    from: { path: inside([folderOf(sdk)]), pathNot: [`^packages/sdk/src/(${compositions.join('|')})\\.ts$`, testCode] },
    // What waits and aborts together is no adapter, and knows none.
    to: { path: inside([folderOf(transport)]), pathNot: '^packages/transport/src/async(/|\\.ts$)' },
  },
  {
    name: 'local-speaks-only-the-wire',
    comment:
      'service and client must be able to be wrong independently: the service shares the wire format, not the client',
    severity: 'error',
    from: { path: inside([folderOf(local)]) },
    to: {
      path: inside([folderOf(transport)]),
      pathNot: [
        '^packages/transport/src/wire\\.ts$',
        '^packages/transport/src/wire-json/',
        '^packages/transport/src/[^.]+/wire/',
      ],
    },
  },
  {
    name: 'only-the-run-store-opens-sqlite',
    comment: 'the SQLite driver is one file away from being another one: everything else uses the RunStore interface',
    severity: 'error',
    from: {
      path: inside([folderOf(local)]),
      pathNot: ['^packages/local/src/storage/database/sqlite-database\\.ts$', testCode],
    },
    to: { path: npmPackage('libsql') },
  },
  {
    name: 'the-page-imports-only-core-and-charts',
    comment: 'the page runs in a browser without credentials: what needs the service goes through the dashboard server',
    severity: 'error',
    from: { path: '^apps/dashboard/page/', pathNot: testCode },
    to: { path: anyOfOurs, pathNot: ['^apps/dashboard/(page|api)/', inside([folderOf(core), folderOf(charts)])] },
  },
  {
    name: 'the-dashboard-api-imports-only-core',
    comment:
      'the messages of the dashboard are read and written on both sides: what one side imports the other one would have to bring',
    severity: 'error',
    from: { path: '^apps/dashboard/api/', pathNot: testCode },
    to: { path: [anyOfOurs, nodeModule], pathNot: ['^apps/dashboard/api/', inside([folderOf(core)])] },
  },
  {
    name: 'the-dashboard-server-knows-no-page',
    comment: 'the server must not run what was written for a browser: what both need is a message in api/',
    severity: 'error',
    from: { path: '^apps/dashboard/server/', pathNot: testCode },
    to: { path: '^apps/dashboard/page/' },
  },
  {
    name: 'the-page-has-no-node-imports',
    comment: 'the page runs in a browser',
    severity: 'error',
    from: { path: '^apps/dashboard/page/', pathNot: testCode },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'no-import-of-the-own-index',
    comment: 'index.ts is for users: an import of it from inside makes a cycle through every file of the package',
    severity: 'error',
    from: { path: '^((?:packages|apps)/[^/]+)/src/', pathNot: testCode },
    to: { path: '^$1/src/index\\.ts$', dependencyTypes: ['local'] },
  },
  {
    name: 'no-import-of-tests',
    comment: 'tests do not ship: what they and the sources share belongs into a file of its own',
    severity: 'error',
    from: { path: anyOfOurs, pathNot: testCode },
    to: { path: testCode },
  },
];

/** Everything that an import may not do. */
export const importRules = [...layerRules, ...namedRules];
