import { defineConfig } from 'vitest/config';

// Apart from the other tests, because these look at what was built: run `npm run docs` first.
export default defineConfig({
  test: {
    name: 'site',
    root: import.meta.dirname,
    include: ['*.test.ts'],
    // axe looks at thousands of elements, on a busy machine for half a minute.
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
});
