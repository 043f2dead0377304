import path from 'node:path';
import { defineConfig } from 'vitest/config';

const conditions = ['@hyperdrive-run/source'];

// Apart from the other tests, as it must run in namespaces of its own and needs two gigabytes: npm run test:ray.
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: 'ray',
    root: path.resolve(import.meta.dirname, '../..'),
    include: ['packages/**/*.ray.test.ts', 'tests/ray/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/.venv/**'],
    // The files take turns at a cluster themselves (take-turns.mjs), and most wait.
    maxWorkers: 10,
    testTimeout: 600_000,
    hookTimeout: 1_800_000,
    globalSetup: path.join(import.meta.dirname, 'provide-ray.ts'),
  },
});
