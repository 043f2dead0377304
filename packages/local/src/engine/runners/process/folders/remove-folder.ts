import { lstatSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What is removed at once: a request to another thread costs more than the removal of a file does. */
const mostEntries = 50;
/** The system may take long over a larger one. */
const mostBytes = 2 ** 20;

/**
 * Removes a folder with all that is in it. A small one is gone when the call returns; a large one does not keep this thread
 * from its work.
 */
export async function removeFolder(folder: string): Promise<void> {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return;
  try {
    if (removeSmall(folder, { entries: mostEntries })) return;
  } catch {
    // What is in the way now may not be at the next try.
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** @returns whether it is gone: not where there is too much in it */
function removeSmall(folder: string, left: { entries: number }): boolean {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    left.entries -= 1;
    if (left.entries < 0) return false;
    if (entry.isDirectory()) {
      if (!removeSmall(path, left)) return false;
    } else if (entry.isFile() && lstatSync(path).size > mostBytes) return false;
    else unlinkSync(path);
  }
  rmdirSync(folder);
  return true;
}
