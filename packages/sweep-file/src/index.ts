export type { SweepTarget } from '@hyperdrive-run/core/ports';
export { violationsInFile } from './config-words/violations-in-file.js';
export { type GitSurroundings, gitProperties } from './job/git-properties.js';
export { createLocalFiles } from './local-files/local-files.js';
export { type ParseSweepFileOptions, parseSweepFile, type SweepFile } from './parse-sweep-file.js';
export type { NamedOverride } from './reader/sweep-file-override.js';
export type { SweepMetadata } from './sections/read-metadata.js';
export {
  describeSweepFilePosition,
  SweepFileError,
  type SweepFilePosition,
  type SweepFileProblem,
  type SweepFileWarning,
} from './sweep-file-error.js';
export { writeSweepFile } from './write/write-sweep-file.js';
