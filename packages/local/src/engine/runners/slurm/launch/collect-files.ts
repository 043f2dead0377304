import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { cp, lstat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fullDiskError } from '../../../../storage/database/full-disk-error.js';
import type { SlurmLaunch } from './slurm-launch.js';

/** How long a full disk is waited for until it is tried again, in milliseconds. */
const fullDiskMs = 5000;

/** Copies what a trial keeps from the shared folder to where the service keeps it; nothing where that is the same place. */
export interface FileCollector {
  /** The trial's log, where it has changed. What cannot be copied now is the next time. */
  collectLog(): void;
  /**
   * All that it keeps: files and folders; links are left out, as among the files of every run. Where this disk is full it waits
   * for room: the copies on the shared folder are removed afterwards.
   */
  collectAll(pause: (waitMs: number) => Promise<void>): Promise<void>;
}

export function createFileCollector({ folders, collectInto }: SlurmLaunch): FileCollector {
  if (collectInto === undefined) return { collectLog: () => {}, collectAll: () => Promise.resolve() };
  const log = join(collectInto, relative(folders.kept, folders.log));
  let state = '';
  return {
    collectLog() {
      try {
        const { size, mtimeMs } = statSync(folders.log);
        if (`${size} ${mtimeMs}` === state) return;
        mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
        copyFileSync(folders.log, log);
        state = `${size} ${mtimeMs}`;
      } catch {
        // Nothing was printed yet, or this disk is full.
      }
    },
    async collectAll(pause) {
      const isKept = async (place: string): Promise<boolean> => {
        const found = await lstat(place);
        return found.isFile() || found.isDirectory();
      };
      for (;;) {
        try {
          return await cp(folders.kept, collectInto, { recursive: true, force: true, filter: isKept });
        } catch (error) {
          if (fullDiskError(error) === undefined) throw error;
        }
        await pause(fullDiskMs);
      }
    },
  };
}
