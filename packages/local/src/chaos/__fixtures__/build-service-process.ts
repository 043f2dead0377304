import { join } from 'node:path';
import { bundleForTest } from '../../__fixtures__/bundle-for-test.js';

/**
 * Puts the service process into one file, so that tests can run it without a build of all packages. The driver of the
 * database contains machine code, which no bundle can: it is imported from where it is installed.
 */
export function buildServiceProcess(): Promise<string> {
  return bundleForTest('service-process', join(import.meta.dirname, 'service-process.ts'), {
    external: ['libsql'],
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
}
