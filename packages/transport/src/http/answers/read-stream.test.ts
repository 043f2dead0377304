import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { collect } from '../../__fixtures__/open-test-backend.js';
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
    expect(await collect(readStream(counting(3).body, { signal: undefined, idleMs: 0, toError }))).toEqual(
      [0, 1, 2].map((n) => Uint8Array.of(n)),
    );
    expect(await collect(readStream(null, { signal: undefined, idleMs: 0, toError }))).toEqual([]);
  });

  it('gives the body back when the reader stops early or aborts', async () => {
    const stopped = counting(10);
    for await (const chunk of readStream(stopped.body, { signal: undefined, idleMs: 0, toError }))
      if (chunk[0] === 1) break;
    expect(stopped.given.back).toBe(true);

    const aborted = counting(10);
    const controller = new AbortController();
    const reason = new Error('enough');
    const reading = (async () => {
      for await (const chunk of readStream(aborted.body, { signal: controller.signal, idleMs: 0, toError })) {
        if (chunk[0] === 1) controller.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(aborted.given.back).toBe(true);
  });

  it('gives a body back that nobody began to read, at an abort and where the reader stops', async () => {
    const aborted = counting(10);
    const controller = new AbortController();
    const reason = new Error('enough');
    const chunks = readStream(aborted.body, { signal: controller.signal, idleMs: 0, toError });
    expect(aborted.given.back).toBe(false);
    controller.abort(reason);
    expect(aborted.given.back).toBe(true);
    await expect(chunks.next()).rejects.toBe(reason);

    const late = counting(10);
    await expect(collect(readStream(late.body, { signal: controller.signal, idleMs: 0, toError }))).rejects.toBe(
      reason,
    );
    expect(late.given.back).toBe(true);

    const stopped = counting(10);
    const unread = readStream(stopped.body, { signal: undefined, idleMs: 0, toError });
    expect(await unread.return?.()).toEqual({ done: true, value: undefined });
    expect(stopped.given.back).toBe(true);
    expect(await unread.next()).toEqual({ done: true, value: undefined });
  });

  it('is not whole where it is cut by an abort between two chunks', async () => {
    const { body } = counting(10);
    const controller = new AbortController();
    const chunks = readStream(body, { signal: controller.signal, idleMs: 0, toError });
    await chunks.next();
    controller.abort(new Error('enough'));
    await expect(chunks.next()).rejects.toThrow('enough');
  });

  it('turns what goes wrong on the way into its error', async () => {
    const cause = new Error('socket');
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(cause) });
    await expect(collect(readStream(body, { signal: undefined, idleMs: 0, toError }))).rejects.toMatchObject({
      message: 'lost',
      cause,
    });
  });
});

describe('the idle limit of readStream', () => {
  const toTimeout = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

  /** A body that brings so many bytes every so many milliseconds, `count` times, and then goes on or goes silent. */
  function slow({ bytes, everyMs, count }: { bytes: number; everyMs: number; count: number }) {
    const given = { back: false };
    let left = count;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, everyMs));
        if (left === 0) return controller.close();
        left -= 1;
        return controller.enqueue(new Uint8Array(bytes));
      },
      cancel() {
        given.back = true;
      },
    });
    return { body, given };
  }

  async function readAll(body: ReadableStream<Uint8Array>, idleMs = 10_000): Promise<number> {
    const reading = (async () => {
      let read = 0;
      for await (const { length } of readStream(body, { signal: undefined, idleMs, toError: toTimeout }))
        read += length;
      return read;
    })();
    reading.catch(() => undefined);
    await vi.runAllTimersAsync();
    return reading;
  }

  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('lets a slow body go on for as long as it is steady', async () => {
    expect(await readAll(slow({ bytes: 100, everyMs: 9_000, count: 100 }).body)).toBe(10_000);
    expect(await readAll(slow({ bytes: 20, everyMs: 1_000, count: 500 }).body)).toBe(10_000);
  });

  it.each([
    ['is silent', { bytes: 100, everyMs: 1e9, count: 1 }, 'Nothing more came within 10000 ms.'],
    [
      'drips for ever',
      { bytes: 1, everyMs: 1_000, count: 1e9 },
      expect.stringMatching(/^Only \d+ bytes came within 10000 ms/),
    ],
  ])('ends one that %s, and gives the connection back', async (_, pace, message) => {
    const { body, given } = slow(pace);
    const reading = (async () => {
      for await (const chunk of readStream(body, { signal: undefined, idleMs: 10_000, toError: toTimeout }))
        expect(chunk.length).toBe(pace.bytes);
    })();
    const outcome = expect(reading).rejects.toMatchObject({ message, option: 'retry.streamIdleMs' });
    await vi.advanceTimersByTimeAsync(11_000);
    await outcome;
    expect(given.back).toBe(true);
    vi.clearAllTimers();
  });

  it('does not count the time that the reader takes, and is off at 0', async () => {
    const reading = (async () => {
      let read = 0;
      const { body } = slow({ bytes: 1, everyMs: 10, count: 3 });
      for await (const { length } of readStream(body, { signal: undefined, idleMs: 1_000, toError: toTimeout })) {
        read += length;
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      }
      return read;
    })();
    await vi.runAllTimersAsync();
    expect(await reading).toBe(3);
    expect(await readAll(slow({ bytes: 1, everyMs: 1e6, count: 3 }).body, 0)).toBe(3);
  });
});
