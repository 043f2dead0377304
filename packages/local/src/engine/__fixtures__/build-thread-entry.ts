import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleForTest } from '../../__fixtures__/bundle-for-test.js';

/** Puts the script of the thread that chooses points into one file, which a thread can run without a build of all packages. */
export async function buildThreadEntry(): Promise<URL> {
  const entry = join(import.meta.dirname, '../points/thread/thread-entry.ts');
  return pathToFileURL(await bundleForTest('thread-entry', entry));
}
