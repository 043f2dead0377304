import { defineConfig } from 'vitest/config';

/** The tests of core without the type tests, which no changed line can fail at run time. */
export default defineConfig({
  test: { root: import.meta.dirname, include: ['src/**/*.test.ts'] },
});
