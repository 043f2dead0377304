import type { LocalFiles } from '@hyperdrive-run/core/ports';
import type { BlobContent } from './blob-endpoints.js';

/** Bytes to send with the hash by which the storage checks them. Of nothing it takes none. */
export function toBlobContent(bytes: Uint8Array<ArrayBuffer>, createHash: LocalFiles['createHash']): BlobContent {
  if (bytes.length === 0) return { bytes, md5: undefined };
  const hash = createHash('md5');
  hash.update(bytes);
  return { bytes, md5: btoa(String.fromCharCode(...hash.digest())) };
}
