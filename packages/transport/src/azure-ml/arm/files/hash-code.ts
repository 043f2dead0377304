import type { CallOptions, LocalFile, LocalFiles } from '@hyperdrive-run/core/ports';
import { sortedByLowerCase } from './python-order.js';
import { readFile } from './read-file.js';
import { toHex } from './to-hex.js';

/** The version of the recipe below, which the services are asked with and told. */
export const codeHashVersion = 202208;

/**
 * The hash by which the services know code again. It counts paths, sizes and contents, and neither times nor the folder's own
 * name. The recipe is `get_content_hash` of azure-ai-ml; a change would upload all code anew.
 * @throws LocalFilesError where a file cannot be read, or changes meanwhile
 */
export async function hashCode(
  files: readonly LocalFile[],
  createHash: LocalFiles['createHash'],
  options: CallOptions = {},
): Promise<string> {
  const hash = createHash('sha256');
  const encoder = new TextEncoder();
  const sorted = sortedByLowerCase(files, ({ path }) => path);
  hash.update(encoder.encode(String(sorted.length)));
  for (const { path, size } of sorted) hash.update(encoder.encode(`#${path}#${size}`));
  for (const file of sorted) for await (const piece of readFile(file, options)) hash.update(piece);
  return toHex(hash.digest());
}
