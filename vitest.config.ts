import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Every package runs its tests against the sources of the others: no build is needed first. */
const conditions = ['@hyperdrive-run/source'];

const folders = [
  'packages/core',
  'packages/transport',
  'packages/sdk',
  'packages/local',
  'packages/sampling',
  'packages/stores',
  'packages/charts',
  'packages/sweep-file',
  'apps/cli',
  'apps/dashboard',
  'tests/azure-v2',
  'tests/azurite',
  'tests/browser',
  'tests/conformance',
  'tests/docs',
  'tests/faults',
  'tests/mlflow',
  'tests/stores',
  'tools',
];

/** Where the folder's own name is another project's. */
const names = new Map([['tests/stores', 'real-stores']]);

/** What a project's tests share and start once. */
const globalSetups = new Map([
  ['apps/cli', ['./src/__fixtures__/provide-program.ts']],
  ['apps/dashboard', ['./page/__fixtures__/provide-page.ts']],
  ['tests/azurite', ['./provide-azurite.ts']],
  ['tests/conformance', ['./build-training-package.ts']],
  ['tests/faults', ['./provide-mlflow-server.ts']],
  ['tests/mlflow', ['./provide-mlflow-server.ts']],
]);

/** What is run for each file of tests. */
const setupFiles = new Map([['apps/cli', ['./src/__fixtures__/remove-folders.ts']]]);

/**
 * Where a file leaves nothing behind that another one could see, a worker runs one after the other: what they import is loaded
 * once, which takes most of the time of small tests.
 */
const sharedWorkers = new Set([
  'packages/core',
  'packages/transport',
  'packages/sdk',
  'packages/local',
  'packages/sampling',
  'packages/stores',
  'packages/charts',
  'packages/sweep-file',
  'apps/cli',
  'apps/dashboard',
  'tests/conformance',
  'tests/mlflow',
  'tools',
]);

/** What only the long form has, `npm run test:full`: files of that name, and tests with the tag `full`. */
const isFull = process.env['HYPERDRIVE_TEST_SCALE'] === 'full';
const onlyInFull = isFull ? [] : ['**/*.full.test.ts'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Real servers and processes on a busy machine: a test fails for what it finds, not for taking its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Many tests wait for a process of their own: one worker less than cores, the usual number, leaves the cores idle.
    // Nobody waits at a terminal for CI, where time-outs on a slow machine are worse.
    maxWorkers: Math.max(2, availableParallelism() + (process.env['CI'] === undefined ? 1 : 0)),
    // What was transformed is kept from run to run, for each project.
    experimental: { fsModuleCache: true },
    unstubEnvs: true,
    unstubGlobals: true,
    restoreMocks: true,
    tags: [{ name: 'full', description: 'What takes seconds and has shorter tests beside it: npm run test:full.' }],
    tagsFilter: isFull ? [] : ['!full'],
    // Whoever runs the tests may have profiles of the command line, which would lead it elsewhere.
    env: { HYPERDRIVE_CONFIG: '/nowhere/hyperdrive', HYPERDRIVE_BACKEND: '' },
    projects: folders.map((folder) => ({
      extends: true,
      test: {
        globalSetup: globalSetups.get(folder) ?? [],
        setupFiles: setupFiles.get(folder) ?? [],
        isolate: !sharedWorkers.has(folder),
        name: names.get(folder) ?? folder.replace(/^.*\//, ''),
        root: `./${folder}`,
        // Tests of types (`*.test-d.ts`) are a part of `npm run typecheck`, which compiles them with everything else.
        include: ['**/*.test.ts'],
        // The long forms run apart, npm run soak, as does what needs a cluster: npm run test:ray and test:slurm; and what
        // opens the built documentation, npm run test:site.
        exclude: [
          '**/node_modules/**',
          '**/dist/**',
          '**/.venv/**',
          '**/*.{soak,ray,slurm}.test.ts',
          'site/**',
          ...onlyInFull,
        ],
      },
    })),
  },
});
