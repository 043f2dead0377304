import type { CallOptions } from './abort-signal.js';

/** One file on the side of whoever submits. */
export interface LocalFile {
  /** From the root of its tree, with forward slashes, such as `src/train.py`; of a single file its name. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Where its content is, links followed: an absolute path, or whatever orders the files of a tree in the same way. */
  readonly location: string;
  /**
   * Reads it from its beginning, each time that it is called. A piece is good until the next one is asked for: large files are
   * read into the same memory again and again.
   * @throws LocalFilesError, from the iteration, where it cannot be read
   */
  open(options?: CallOptions): AsyncIterable<Uint8Array>;
}

/** What is at a path that a sweep names: a folder with what is to be sent of it, or a single file. */
export interface LocalTree {
  readonly kind: 'folder' | 'file';
  /** The last part of its path. */
  readonly name: string;
  /** In the order in which they were found. At least one. */
  readonly files: readonly LocalFile[];
  /**
   * The folders below the root whose own name no ignore rule matches, empty ones included, with forward slashes. Hashes of
   * data count them.
   */
  readonly folders: readonly string[];
  /** The file of the root whose rules left files out, such as `.amlignore`. */
  readonly ignoreFile?: string | undefined;
}

/** Hashes bytes as they come. What `createHash` of Node's `node:crypto` returns is one. */
export interface ContentHash {
  /** Adds bytes. What it returns is not used. */
  update(bytes: Uint8Array): unknown;
  /** The hash of all bytes so far. Called once, at the end. */
  digest(): Uint8Array;
}

/**
 * The files that a sweep names, wherever they are: this port keeps file systems out of what submits. Who implements it also
 * hashes, because only the platform does so fast enough, and each in its own way.
 */
export interface LocalFiles {
  /**
   * What is at a path, as the sweep names it. Reads names and sizes and no content.
   * @throws LocalFilesError where nothing is there, where a folder has no file to send, and where something cannot be read
   */
  readonly list: (path: string, options?: CallOptions) => Promise<LocalTree>;
  /** Begins a hash. */
  readonly createHash: (algorithm: 'sha256' | 'md5') => ContentHash;
}
