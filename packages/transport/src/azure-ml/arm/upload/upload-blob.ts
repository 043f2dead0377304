import type { LocalFiles } from '@hyperdrive-run/core/ports';
import type { ByteBudget } from '../../../async/byte-budget.js';
import { onAbort } from '../../../async/on-abort.js';
import type { NamedBlob } from '../files/blob-names.js';
import { readFile } from '../files/read-file.js';
import { type BlobClient, isExistingBlob } from './blob-client.js';
import { putBlobEndpoint, putBlockEndpoint, putBlockListEndpoint } from './blob-endpoints.js';
import { cutInBlocks } from './cut-in-blocks.js';
import type { SignedContainer } from './signed-container.js';
import { toBlobContent } from './to-blob-content.js';

/** Larger files are sent in blocks of this size at least, as azure-ai-ml sends them, and in so many at most. */
const largestWhole = 64 * 2 ** 20;
const leastBlock = 4 * 2 ** 20;
const mostBlocks = 50_000;

/** What the uploads into one container share. */
export interface BlobUploads {
  readonly client: BlobClient;
  readonly container: SignedContainer;
  readonly createHash: LocalFiles['createHash'];
  /** Bounds the contents in memory. */
  readonly budget: ByteBudget;
  /** Whether blobs that exist are of an upload that was broken off, and are replaced; else they are left as they are. */
  readonly isOverwriting: boolean;
  /** Is called with the bytes that have arrived. */
  readonly onSent: (bytes: number) => void;
}

/**
 * Sends a file. Its content is in memory piece by piece, and never all of a large one.
 * @throws LocalFilesError where it cannot be read, or has changed; BackendError where the storage refuses or fails
 */
export async function uploadBlob(uploads: BlobUploads, blob: NamedBlob, signal: AbortSignal): Promise<void> {
  await (blob.file.size > largestWhole ? uploadInBlocks(uploads, blob, signal) : uploadWhole(uploads, blob, signal));
}

/** Whoever was first has sent the same: the name of a container, or of the folder in it, is new or a hash of its content. */
async function unlessExisting(sending: Promise<unknown>): Promise<void> {
  try {
    await sending;
  } catch (error) {
    if (!isExistingBlob(error)) throw error;
  }
}

async function uploadWhole(uploads: BlobUploads, { file, name }: NamedBlob, signal: AbortSignal): Promise<void> {
  const { client, container, createHash, budget, isOverwriting, onSent } = uploads;
  const giveBack = await budget.take(file.size, signal);
  try {
    const bytes = new Uint8Array(file.size);
    let filled = 0;
    for await (const piece of readFile(file, { signal })) {
      bytes.set(piece, filled);
      filled += piece.length;
    }
    await unlessExisting(
      client(container, putBlobEndpoint(name, toBlobContent(bytes, createHash), isOverwriting), signal),
    );
    onSent(file.size);
  } finally {
    giveBack();
  }
}

async function uploadInBlocks(uploads: BlobUploads, { file, name }: NamedBlob, signal: AbortSignal): Promise<void> {
  const { client, container, createHash, budget, isOverwriting, onSent } = uploads;
  const sizes = blockSizes(file.size);
  const ids = sizes.map((_, index) => btoa(String(index).padStart(8, '0')));
  const stop = new AbortController();
  const stopListening = onAbort(signal, () => stop.abort(signal.reason));
  // Used again once a block has arrived: new memory for each would keep the garbage collector busier than the upload.
  const free: Uint8Array<ArrayBuffer>[] = [];
  const memoryFor = (size: number): Uint8Array<ArrayBuffer> =>
    (free.pop() ?? new Uint8Array(sizes[0] ?? size)).subarray(0, size);
  const blocks = cutInBlocks(readFile(file, { signal: stop.signal }), sizes, memoryFor);
  const sending: Promise<unknown>[] = [];

  async function sendNext(id: string, size: number): Promise<void> {
    const giveBack = await budget.take(size, stop.signal);
    const next = await blocks.next().catch((error: unknown) => {
      giveBack();
      throw error;
    });
    const bytes = next.done === true ? new Uint8Array() : next.value;
    const endpoint = putBlockEndpoint(name, id, toBlobContent(bytes, createHash));
    const sent = client(container, endpoint, stop.signal).then(() => {
      free.push(new Uint8Array(bytes.buffer));
      onSent(bytes.length);
    });
    // The first block that fails ends the others, and the reading.
    sending.push(sent.catch((error: unknown) => stop.abort(error)).finally(giveBack));
  }

  try {
    for (const [index, id] of ids.entries()) await sendNext(id, sizes[index] ?? 0);
    await Promise.all(sending);
    stop.signal.throwIfAborted();
    // Finds out whether the file has grown meanwhile.
    await blocks.next();
    await unlessExisting(client(container, putBlockListEndpoint(name, ids, isOverwriting), signal));
  } finally {
    stopListening();
    stop.abort();
    await Promise.all(sending);
    await blocks.return();
  }
}

/** The sizes of a file's blocks: all equal, but for the last one. */
function blockSizes(size: number): readonly number[] {
  const block = Math.max(leastBlock, Math.ceil(size / mostBlocks));
  const count = Math.ceil(size / block);
  return Array.from({ length: count }, (_, index) => Math.min(block, size - index * block));
}
