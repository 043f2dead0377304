import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streamConcurrently } from './stream-concurrently.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('streamConcurrently', () => {
  it('yields one outcome for each item and never runs more than its limit, however slowly they are read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.nat({ max: 3 }), { maxLength: 15 }),
        fc.boolean(),
        async (limit, turns, isSlow) => {
          let ahead = 0;
          let mostAhead = 0;
          let running = 0;
          let mostRunning = 0;
          const read: number[] = [];
          const items = turns.map((count, at) => ({ count, at }));
          const outcomes = streamConcurrently(
            items,
            limit,
            async ({ count, at }) => {
              ahead += 1;
              mostAhead = Math.max(mostAhead, ahead);
              running += 1;
              mostRunning = Math.max(mostRunning, running);
              for (let done = 0; done < count; done += 1) await turn();
              running -= 1;
              return { at };
            },
            undefined,
          );
          for await (const { at } of outcomes) {
            ahead -= 1;
            read.push(at);
            if (isSlow) await turn();
          }
          expect(read.toSorted((a, b) => a - b)).toEqual(items.map(({ at }) => at));
          expect(mostRunning).toBeLessThanOrEqual(limit);
          // What is done and not read yet counts too: a slow reader does not pile outcomes up.
          expect(mostAhead).toBeLessThanOrEqual(limit + 1);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('rejects with the failure of one piece of work and aborts the others', async () => {
    const aborted: number[] = [];
    const outcomes = streamConcurrently(
      [0, 1, 2],
      3,
      (item, signal) =>
        item === 1
          ? Promise.reject(new Error('no'))
          : new Promise<{ item: number }>(() => signal.addEventListener('abort', () => aborted.push(item))),
      undefined,
    );
    await expect(outcomes.next()).rejects.toThrow('no');
    expect(aborted).toEqual([0, 2]);
  });

  it('yields what arrived before a failure', async () => {
    const outcomes = streamConcurrently(
      [0, 1, 2],
      3,
      async (item) => {
        if (item === 2) throw new Error('no');
        return { item };
      },
      undefined,
    );
    const read: number[] = [];
    const reading = (async () => {
      for await (const { item } of outcomes) read.push(item);
    })();
    await expect(reading).rejects.toThrow('no');
    expect(read).toEqual([0, 1]);
  });

  it('aborts what is under way when the reader stops, and starts nothing more', async () => {
    const started: number[] = [];
    const signals: AbortSignal[] = [];
    for await (const { item } of streamConcurrently(
      [0, 1, 2, 3, 4, 5],
      2,
      async (number, signal) => {
        started.push(number);
        signals.push(signal);
        return { item: number };
      },
      undefined,
    )) {
      expect(item).toBe(0);
      break;
    }
    await turn();
    expect(started.length).toBeLessThan(4);
    expect(signals.every((signal) => signal.aborted)).toBe(true);
  });

  it("rejects with the signal's own reason and leaves no listener", async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const outcomes = streamConcurrently(
      [0],
      1,
      (_, signal) => new Promise<object>((__, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      controller.signal,
    );
    const next = outcomes.next();
    controller.abort(reason);
    await expect(next).rejects.toBe(reason);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });
});
