import type { ConfigViolation } from '@hyperdrive-run/core';
import { formatFilePath } from '../reader/file-path.js';
import { configPathToFilePath } from './config-path-to-file-path.js';
import { foundInFile, toFileWords } from './words-of-file.js';

/**
 * The violations of a config that a sweep file was read into, in the words of the file: `resume_from[0]` for
 * `resumeFrom[0]`. For what is found only when the sweep is submitted, such as an earlier sweep that does not exist.
 */
export function violationsInFile(violations: readonly ConfigViolation[]): readonly ConfigViolation[] {
  return violations.map(({ path, got, takes }) => ({
    path: formatFilePath(configPathToFilePath(path)),
    got: foundInFile(got),
    takes: toFileWords(takes),
  }));
}
