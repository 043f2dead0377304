import { open } from 'node:fs/promises';

const chunkBytes = 64 * 1024;

/**
 * The first bytes of a file, read as they are taken. The file is closed at the end, on an error, and when the reader
 * goes away.
 */
export async function streamFile(place: string, size: number): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const file = await open(place, 'r');
  let position = 0;
  return new ReadableStream({
    async pull(controller) {
      const chunk = new Uint8Array(Math.min(chunkBytes, size - position));
      try {
        const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
        position += bytesRead;
        if (bytesRead > 0) controller.enqueue(chunk.subarray(0, bytesRead));
        if (bytesRead > 0 && position < size) return;
      } catch (error) {
        await file.close();
        throw error;
      }
      await file.close();
      controller.close();
    },
    cancel: () => file.close(),
  });
}
