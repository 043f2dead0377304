/**
 * The same pieces, the first of which is asked for now. A stream of Node that fails while nobody reads it ends the whole
 * process, as one of `createReadStream` does where there is no such file. Its error is thrown where the pieces are read.
 */
export function beginReading<Piece>(source: AsyncIterable<Piece>): AsyncIterable<Piece> {
  const iterator = source[Symbol.asyncIterator]();
  const first = iterator.next();
  first.catch(() => undefined);
  return {
    async *[Symbol.asyncIterator]() {
      try {
        for (let next = await first; next.done !== true; next = await iterator.next()) yield next.value;
      } finally {
        await iterator.return?.();
      }
    },
  };
}
