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
    include: ['packages/**/*.ray.test.ts'],
    // Chaos is for npm run chaos:ray: it starts a head or a node every minute, for which a busy machine takes too long.
    exclude: [
      '**/node_modules/**',
      '**/dist/**',
      ...(process.env['HYPERDRIVE_CHAOS_KILLS'] === undefined ? ['**/*-chaos.*'] : []),
    ],
    // One cluster with two CPUs, which the tests share.
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    globalSetup: path.join(import.meta.dirname, 'provide-ray.ts'),
  },
});
