import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const conditions = ['@hyperdrive-run/source'];

// Run by run.mjs, inside of a cluster: the tests here, and those of the runner, which are beside its code.
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: 'slurm',
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['tests/slurm/**/*.test.ts', 'packages/local/src/**/*.slurm.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One cluster for all: what one file does to it is not to disturb another one.
    fileParallelism: false,
  },
});
