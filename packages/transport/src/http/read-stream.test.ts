import { describe, expect, it } from 'vitest';
import { collect } from '../__fixtures__/open-test-backend.js';
import { readStream } from './read-stream.js';

/** A body of bytes 0, 1, 2, ... that notes when it is given back. */
function counting(length: number) {
  const given = { back: false };
  let next = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (next === length) controller.close();
      else controller.enqueue(Uint8Array.of(next++));
    },
    cancel() {
      given.back = true;
    },
  });
  return { body, given };
}

const toError = (error: unknown): Error => new Error('lost', { cause: error });

describe('readStream', () => {
  it('yields every chunk in order, and nothing of a body that is not there', async () => {
    expect(await collect(readStream(counting(3).body, undefined, toError))).toEqual(
      [0, 1, 2].map((n) => Uint8Array.of(n)),
    );
    expect(await collect(readStream(null, undefined, toError))).toEqual([]);
  });

  it('gives the body back when the reader stops early or aborts', async () => {
    const stopped = counting(10);
    for await (const chunk of readStream(stopped.body, undefined, toError)) if (chunk[0] === 1) break;
    expect(stopped.given.back).toBe(true);

    const aborted = counting(10);
    const controller = new AbortController();
    const reason = new Error('enough');
    const reading = (async () => {
      for await (const chunk of readStream(aborted.body, controller.signal, toError)) {
        if (chunk[0] === 1) controller.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(aborted.given.back).toBe(true);
  });

  it('turns what goes wrong on the way into its error', async () => {
    const cause = new Error('socket');
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(cause) });
    await expect(collect(readStream(body, undefined, toError))).rejects.toMatchObject({ message: 'lost', cause });
  });
});
