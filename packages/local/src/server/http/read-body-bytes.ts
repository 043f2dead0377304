import { RequestRefusal } from './request-refusal.js';

const readWhole = new WeakSet<Request>();

/** Whether nothing is left of a request's body, as far as it was read here. */
export function isReadWhole(request: Request): boolean {
  return readWhole.has(request);
}

/**
 * Reads a body whole, and no more of it than is allowed, whether or not the request says its length.
 * @throws RequestRefusal with 413; what is left of the body can still be read then
 */
export async function readBodyBytes(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const length = request.headers.get('content-length');
  if (Number(length ?? 0) > most) throw tooLong(most);
  // The server reads no more than the length. Read at once it makes no stream, which costs more than the bytes do.
  if (length !== null) {
    const whole = new Uint8Array(await request.arrayBuffer());
    readWhole.add(request);
    if (whole.length > most) throw tooLong(most);
    return whole;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (piece === undefined || piece.done) break;
    size += piece.value.length;
    if (size > most) {
      reader?.releaseLock();
      throw tooLong(most);
    }
    chunks.push(piece.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function tooLong(most: number): RequestRefusal {
  return new RequestRefusal(413, `A body may contain ${most} bytes at most here.`);
}
