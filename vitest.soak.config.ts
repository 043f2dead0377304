import { defineConfig } from 'vitest/config';

/**
 * `npm run soak`: the long forms of what `npm test` runs in short: more kills, more malformed requests, more data.
 * A word after `--` chooses the files with it in their path: `npm run soak -- scale`.
 */
const conditions = ['@hyperdrive-run/source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: 'soak',
    include: ['{packages,apps,tests}/**/*.soak.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/.venv/**'],
    globalSetup: ['apps/cli/src/__fixtures__/provide-program.ts'],
    setupFiles: ['apps/cli/src/__fixtures__/remove-folders.ts'],
    // One at a time: what they measure is not to be the others' doing.
    fileParallelism: false,
    reporters: ['default', './tools/test-run/require-all-reporter.mjs'],
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
  },
});
