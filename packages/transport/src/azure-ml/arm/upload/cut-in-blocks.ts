/**
 * Puts pieces together into blocks.
 * @param sizes of the blocks, in bytes
 * @param memoryFor gives the memory for a block of a size, which nobody else uses meanwhile
 */
export async function* cutInBlocks(
  pieces: AsyncIterable<Uint8Array>,
  sizes: Iterable<number>,
  memoryFor: (size: number) => Uint8Array<ArrayBuffer>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const source = pieces[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array();
  try {
    for (const size of sizes) {
      const block = memoryFor(size);
      let filled = 0;
      while (filled < size) {
        if (rest.length === 0) {
          const next = await source.next();
          if (next.done === true) break;
          rest = next.value;
        }
        const part = rest.subarray(0, size - filled);
        block.set(part, filled);
        filled += part.length;
        rest = rest.subarray(part.length);
      }
      yield block.subarray(0, filled);
    }
    // What checks the length of the whole does so at its end.
    while ((await source.next()).done !== true);
  } finally {
    await source.return?.();
  }
}
