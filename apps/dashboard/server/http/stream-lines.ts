import { constants, createGzip } from 'node:zlib';
import { securityHeaders } from '../access/guard-request.js';

/**
 * A response that arrives line by line, each as soon as it is there: also where it is compressed, which is why this is no
 * business of a middleware. A line that fails ends the response short of its end.
 * @param lines whole pieces of text, each with the end of its line
 */
export function streamLines(request: Request, type: string, lines: AsyncIterable<string>): Response {
  const isCompressed = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
  const encoding = isCompressed ? { 'content-encoding': 'gzip', vary: 'accept-encoding' } : {};
  const headers = { ...securityHeaders, ...encoding, 'content-type': type };
  const parts = isCompressed ? compress(lines) : encode(lines);
  const iterator = parts[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(error);
      }
    },
    async cancel() {
      await iterator.return?.(undefined);
    },
  });
  return new Response(body, { headers });
}

async function* encode(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const line of lines) yield encoder.encode(line);
}

/** Each line is flushed: a reader can unpack it before the next one comes. */
async function* compress(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip();
  let packed: Buffer[] = [];
  gzip.on('data', (part: Buffer) => packed.push(part));
  const take = (): Buffer => {
    const taken = Buffer.concat(packed);
    packed = [];
    return taken;
  };
  try {
    for await (const line of lines) {
      gzip.write(line);
      await new Promise<void>((resolve) => {
        gzip.flush(constants.Z_SYNC_FLUSH, () => resolve());
      });
      yield take();
    }
    const ended = new Promise((resolve) => {
      gzip.once('end', resolve);
    });
    gzip.end();
    await ended;
    yield take();
  } finally {
    gzip.destroy();
  }
}
