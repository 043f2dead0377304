import { createHash } from 'node:crypto';
import type { LocalFiles } from '@hyperdrive-run/core/ports';
import { listTree } from './list-tree.js';

/**
 * The files of this machine, for a sweep that is submitted with its code and its local inputs. Relative paths are seen from
 * the current folder; those of a file that `parseSweepFile` read are absolute.
 */
export function createLocalFiles(): LocalFiles {
  return { list: (path, options = {}) => listTree(path, options), createHash: (algorithm) => createHash(algorithm) };
}
