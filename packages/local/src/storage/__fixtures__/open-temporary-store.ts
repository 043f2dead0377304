import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RunStore } from '../run-store.js';
import { openRunStore } from '../sqlite-run-store.js';
import { temporaryFolder } from './temporary-folder.js';

/** A store in a file of the test's own. */
export async function openTemporaryStore(): Promise<RunStore> {
  const store = openRunStore({ file: join(await temporaryFolder(), 'runs.db') });
  onTestFinished(() => store.close());
  return store;
}
