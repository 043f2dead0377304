import { watch } from 'node:fs';

/**
 * Calls back when something in a folder changes, where the system says so: on a disk of this machine. A network file system says
 * nothing of what other machines write, so whoever asks for it looks by itself, too.
 * @returns ends it
 */
export function watchFolder(folder: string, onChange: () => void): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, onChange);
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    // There is no such folder, or the system watches no more of them.
    return () => {};
  }
}
