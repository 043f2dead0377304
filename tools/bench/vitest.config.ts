import path from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * What is measured is what is published: packages that a benchmark imports by name are the built ones, which Node loads by
 * itself. Vitest's own loading of sources makes each call into another module slower, by a half where nothing else is done.
 */
export default defineConfig({
  test: {
    root: path.resolve(import.meta.dirname, '../..'),
    server: { deps: { external: [/\/dist\//] } },
    benchmark: { include: ['packages/**/*.bench.ts'], exclude: ['**/node_modules/**', '**/dist/**'] },
  },
});
