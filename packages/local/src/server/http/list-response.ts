import { type WireRecord, type WireValue, writeWireJson } from '@hyperdrive-run/transport/wire';
import { startPace } from './turns.js';
import { wholeResponse } from './whole-response.js';

/** Characters that are put together before they become bytes. */
const chunkLength = 64 * 1024;

/** A response around one list that may be long. */
export interface ListResponse {
  /** The fields before the list. */
  readonly before?: WireRecord | undefined;
  readonly name: string;
  /** Made one by one as they are written; each takes little. `undefined` where others may get their turn before the next one. */
  readonly items: Iterable<WireValue | undefined>;
  /** The fields after the list, once all items are made. */
  readonly after?: (() => WireRecord) | undefined;
}

/**
 * A response of a JSON object with a long list, as `wireResponse` would make it: made and written in slices, between which
 * other requests get their turn. All of it is made before the response begins, so that a failure has its own.
 */
export async function listResponse({ before = {}, name, items, after = () => ({}) }: ListResponse): Promise<Response> {
  return textResponse(function* () {
    const first = fieldsOf(before);
    yield `{${first}${first === '' ? '' : ','}${JSON.stringify(name)}:[`;
    let separator = '';
    for (const item of items) {
      if (item === undefined) yield '';
      else {
        yield separator + writeWireJson(item);
        separator = ',';
      }
    }
    const last = fieldsOf(after());
    yield `]${last === '' ? '' : ','}${last}}`;
  });
}

/** A response of JSON that is written piece by piece, in slices. */
export async function textResponse(pieces: () => Iterable<string>): Promise<Response> {
  const encoder = new TextEncoder();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const pace = startPace();
  let text = '';
  for (const piece of pieces()) {
    text += piece;
    if (text.length >= chunkLength) {
      chunks.push(encoder.encode(text));
      text = '';
    }
    if (pace.isSpent()) await pace.rest();
  }
  chunks.push(encoder.encode(text));
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': String(size) };
  const [first] = chunks;
  return first !== undefined && chunks.length === 1
    ? wholeResponse(first, { headers })
    : new Response(streamOf(chunks), { headers });
}

function streamOf(chunks: readonly Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  let next = 0;
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks[next];
      next += 1;
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
  });
}

function fieldsOf(record: WireRecord): string {
  return writeWireJson(record).slice(1, -1);
}
