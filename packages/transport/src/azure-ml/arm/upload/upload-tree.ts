import { BackendError } from '@hyperdrive-run/core';
import type { CallOptions, LocalFiles } from '@hyperdrive-run/core/ports';
import { ByteBudget } from '../../../async/byte-budget.js';
import { streamConcurrently } from '../../../async/stream-concurrently.js';
import { checkConcurrency } from '../../../http/client-options.js';
import type { NamedBlob } from '../files/blob-names.js';
import { type BlobClient, bytesAtOnce } from './blob-client.js';
import { headBlobEndpoint, putMetadataEndpoint } from './blob-endpoints.js';
import { readSignedContainer, type SignedContainer } from './signed-container.js';
import { uploadBlob } from './upload-blob.js';

/** How far an upload is. */
export interface UploadProgress {
  readonly files: number;
  readonly totalFiles: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

/** What is uploaded, and to where. */
export interface TreeUpload {
  /** The signed address of a container. */
  readonly container: string;
  /** As `blobNames` returns them: it is written on the first of them that all are there. */
  readonly blobs: readonly NamedBlob[];
  /** What the upload becomes, which is written there too. */
  readonly asset: { readonly name: string; readonly version: string };
  readonly createHash: LocalFiles['createHash'];
}

export interface UploadOptions extends CallOptions {
  /** Is called as files, and parts of large ones, arrive. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
  /** How many files are sent at once. Default 16. */
  readonly concurrency?: number | undefined;
}

/** Whether the files were sent, or all were there before: then as the asset that is named, where it is. */
export type UploadOutcome =
  | { readonly kind: 'uploaded' }
  | { readonly kind: 'existed'; readonly name: string | undefined; readonly version: string | undefined };

const usualConcurrency = 16;

/**
 * Uploads files, many at a time. Only once all have arrived this is written on the first one; what was broken off is no upload
 * for anybody, and the next one replaces it.
 * @throws LocalFilesError where a file cannot be read, or has changed; BackendError where the storage refuses or fails
 */
export async function uploadTree(
  client: BlobClient,
  upload: TreeUpload,
  options: UploadOptions = {},
): Promise<UploadOutcome> {
  const { blobs, asset, createHash } = upload;
  const { signal, onProgress } = options;
  const concurrency = checkConcurrency(options.concurrency, usualConcurrency);
  const container = readSignedContainer(upload.container);
  const [first] = blobs;
  if (first === undefined) return { kind: 'uploaded' };
  const found = await readMetadata(client, container, first.name, signal);
  if (found?.get('upload_status') === 'completed') {
    return { kind: 'existed', name: found.get('name'), version: found.get('version') };
  }
  const progress = countProgress(blobs, onProgress);
  const uploads = {
    client,
    container,
    createHash,
    budget: new ByteBudget(bytesAtOnce),
    isOverwriting: found !== undefined,
    onSent: progress.addBytes,
  };
  const send = async (blob: NamedBlob, own: AbortSignal): Promise<NamedBlob> => {
    await uploadBlob(uploads, blob, own);
    return blob;
  };
  for await (const _ of streamConcurrently(blobs, concurrency, send, signal)) progress.addFile();
  const metadata = new Map([['upload_status', 'completed'], ...Object.entries(asset)]);
  await client(container, putMetadataEndpoint(first.name, metadata), signal);
  return { kind: 'uploaded' };
}

/** The metadata of a blob, `undefined` where there is none of this name. */
async function readMetadata(
  client: BlobClient,
  container: SignedContainer,
  name: string,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    const { response } = await client(container, headBlobEndpoint(name), signal);
    const prefix = 'x-ms-meta-';
    const own = [...response.headers].filter(([header]) => header.startsWith(prefix));
    return new Map(own.map(([header, value]) => [header.slice(prefix.length), value]));
  } catch (error) {
    if (BackendError.isInstance(error) && error.status === 404) return undefined;
    throw error;
  }
}

function countProgress(
  blobs: readonly NamedBlob[],
  onProgress: UploadOptions['onProgress'],
): { readonly addBytes: (bytes: number) => void; readonly addFile: () => void } {
  const totals = { totalFiles: blobs.length, totalBytes: blobs.reduce((sum, { file }) => sum + file.size, 0) };
  let files = 0;
  let bytes = 0;
  const report = (): void => onProgress?.({ files, bytes, ...totals });
  return {
    addBytes(sent) {
      bytes += sent;
      report();
    },
    addFile() {
      files += 1;
      report();
    },
  };
}
