import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openRunStore } from '../../../../storage/sqlite-run-store.js';
import { createLaunches, type Launches } from '../launches.js';

/** The launches of a service's folder, closed when the test has ended. */
export function launchesIn(folder: string): Launches {
  const store = openRunStore({ file: join(folder, 'runs.db') });
  onTestFinished(() => store.close());
  const now = (): Date => new Date();
  return createLaunches({ store, now, issueRunToken: () => ({ token: 'token', expiryTime: now() }) });
}
