import { type Compute, computeFromJson } from './compute.js';
import { readComputeFile } from './compute-file.js';

/**
 * The computes of a service's folder, without a service: for whoever reads a sweep file for it. None where there is no such
 * folder.
 * @throws StorageError where their file is damaged
 */
export function readComputes(folder: string): readonly Compute[] {
  return readComputeFile(folder).flatMap(({ fields }) => computeFromJson(fields) ?? []);
}
