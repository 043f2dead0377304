import { type CodeFile, isFolder } from './code-files.js';

/** What Ray takes: its messages and documents say 500 MiB, and are wrong. */
export const packageLimitBytes: number = 100 * 2 ** 20;

/** How many files are named that make a package too large. */
const named = 5;

/** The code of a sweep is too large to be sent to a cluster. */
export class PackageTooLargeError extends Error {
  /** The sentence for a config: what was found. */
  readonly got: string;

  /** @param limitBytes what it may have at most, as a ZIP */
  constructor(files: readonly CodeFile[], limitBytes: number) {
    const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const largest = files.toSorted((a, b) => b.sizeBytes - a.sizeBytes).slice(0, named);
    const list = largest.map(({ path, sizeBytes }) => `${path} (${mebibytes(sizeBytes)})`).join(', ');
    const count = files.filter(({ path }) => !isFolder(path)).length;
    const got = `${count} files of ${mebibytes(bytes)}, the largest ${list}`;
    super(`the code is too large for Ray, which takes ${mebibytes(limitBytes)} as a ZIP: ${got}`);
    this.got = got;
  }
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
