// The tests that judge the target which `npm run mutation` is at, without type tests, which no change can fail at run time.

import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { targets } from './targets.mjs';

const target = targets[process.env['HYPERDRIVE_MUTATION_TARGET'] ?? 'core'];
if (target === undefined) throw new Error('HYPERDRIVE_MUTATION_TARGET names no target of tools/mutation/targets.mjs.');
const piece = process.env['HYPERDRIVE_MUTATION_PIECE'] ?? '';
const tests = target.judgedByOwnTests?.includes(piece) ? [`${piece}/**/*.test.ts`] : target.tests;
const conditions = ['@hyperdrive-run/source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    root: path.resolve(import.meta.dirname, '../..', target.folder),
    include: [...tests],
    // What only asks that nothing breaks notices few changes, and takes minutes for each.
    exclude: ['**/*{fuzz,soak,full}*.test.ts', '**/node_modules/**'],
    setupFiles: [path.join(import.meta.dirname, 'few-examples.mjs')],
    // Each change loads the tests anew; what they would share is not state.
    isolate: false,
    unstubEnvs: true,
    unstubGlobals: true,
    restoreMocks: true,
    maxWorkers: 1,
    // Stryker itself ends what never ends; on a busy machine a test may take its time.
    testTimeout: 60_000,
    env: { HYPERDRIVE_CONFIG: '/nowhere/hyperdrive', HYPERDRIVE_BACKEND: '' },
  },
});
