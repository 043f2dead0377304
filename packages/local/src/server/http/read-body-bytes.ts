import { RequestRefusal } from './request-refusal.js';

/**
 * Reads a body whole, and no more of it than is allowed, whether or not the request says its length.
 * @throws RequestRefusal with 413; what is left of the body can still be read then
 */
export async function readBodyBytes(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const told = Number(request.headers.get('content-length') ?? 0);
  if (told > most) throw tooLong(most);
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
