// A lock between processes: a folder, as making one is atomic everywhere. Its holder touches it, so that a dead one is
// noticed.

import { mkdir, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const heartbeatMs = 2_000;
const staleAfterMs = 30_000;

/**
 * @param {string} folder The lock: it must not exist, its parent must.
 * @returns {Promise<() => Promise<void>>} Gives the lock back.
 */
export async function lockFolder(folder) {
  while (!(await make(folder))) {
    const age = await stat(folder).then(
      (info) => Date.now() - info.mtimeMs,
      () => 0,
    );
    if (age > staleAfterMs) await rm(folder, { recursive: true, force: true });
    else await sleep(250);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(folder, now, now).catch(() => undefined);
  }, heartbeatMs);
  return async () => {
    clearInterval(heartbeat);
    await rm(folder, { recursive: true, force: true });
  };
}

/** @param {string} folder */
async function make(folder) {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
