import { defineConfig } from 'vitest/config';

// Apart from the other tests, because these look at what was built: run `npm run build` first.
export default defineConfig({
  test: {
    name: 'packed',
    root: import.meta.dirname,
    include: ['*.test.ts'],
    // Packing and installing take seconds, more on a cold npm cache.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    globalSetup: './pack-once.ts',
  },
});
