import type { LocalFile, LocalTree } from '@hyperdrive-run/core/ports';

/** What an upload would send, to be said before it begins. */
export interface UploadSummary {
  readonly files: number;
  readonly bytes: number;
  /** The largest files, at most five, largest first. */
  readonly largest: readonly Pick<LocalFile, 'path' | 'size'>[];
  /** The file whose rules left files out. */
  readonly ignoreFile: string | undefined;
}

const shownFiles = 5;

/** Counts the files of a tree and their bytes. */
export function summarizeUpload({ files, ignoreFile }: LocalTree): UploadSummary {
  const largest = files.toSorted((left, right) => right.size - left.size).slice(0, shownFiles);
  return {
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    largest: largest.map(({ path, size }) => ({ path, size })),
    ignoreFile,
  };
}
