import { renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Replaces a file that only its owner can read. It is written beside and moved: nobody reads half of it, and the rights of
 * others on an older file do not stay.
 */
export function writePrivateFile(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}
