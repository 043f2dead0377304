import { describe, expect, it, vi } from 'vitest';
import type { ChildrenUpdate } from '../../api/children-update.js';
import { sweepDetailsFromJson } from '../../api/sweep-details.js';
import { createAheadReader } from './read-ahead.js';
import type { SweepReader } from './read-sweep.js';

const { signal } = new AbortController();
const unused = (): Promise<never> => Promise.reject(new Error('nobody asks this'));

/** A reader whose sweep says how often it was described, and whose children come in three updates. */
function countingReader(options: { readonly failures?: number } = {}) {
  let failures = options.failures ?? 0;
  const asked: string[] = [];
  const signals: AbortSignal[] = [];
  const reader: SweepReader = {
    list: unused,
    overview: unused,
    best: unused,
    async describe(runId) {
      asked.push(`describe ${runId}`);
      if (failures > 0) {
        failures -= 1;
        throw new Error('the service is busy');
      }
      return sweepDetailsFromJson(new Map([['runId', runId]]));
    },
    async *children(runId, after, given) {
      signals.push(given);
      for (const token of ['', '', 'end']) {
        asked.push(`children ${runId} ${after ?? ''}`.trim());
        yield { token, isComplete: token === '', children: [], changes: [] };
      }
    },
  };
  return { asked, signals, ahead: createAheadReader(reader) };
}

async function tokensOf(updates: AsyncIterable<ChildrenUpdate>): Promise<readonly string[]> {
  const tokens: string[] = [];
  for await (const { token } of updates) tokens.push(token);
  return tokens;
}

const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('what is read ahead', () => {
  it('is the sweep and then the first of its children, and goes to the first look alone', async () => {
    const { asked, ahead } = countingReader();
    ahead.readAhead('HD_1');
    ahead.readAhead('HD_1');
    await settle();
    expect(asked).toEqual(['describe HD_1', 'children HD_1']);
    expect((await ahead.describe('HD_1', signal)).runId).toBe('HD_1');
    expect(await tokensOf(ahead.children('HD_1', undefined, signal))).toEqual(['', '', 'end']);
    expect(asked).toEqual(['describe HD_1', ...Array(3).fill('children HD_1')]);
    await ahead.describe('HD_1', signal);
    expect(await tokensOf(ahead.children('HD_1', undefined, signal))).toEqual(['', '', 'end']);
    expect(asked).toHaveLength(8);
  });

  it('is nothing to whoever asks what has changed since an earlier look', async () => {
    const { asked, ahead } = countingReader();
    ahead.readAhead('HD_1');
    await settle();
    await tokensOf(ahead.children('HD_1', 'token', signal));
    expect(asked.slice(2)).toEqual(Array(3).fill('children HD_1 token'));
  });

  it('is read again where it failed', async () => {
    const { asked, ahead } = countingReader({ failures: 1 });
    ahead.readAhead('HD_1');
    expect((await ahead.describe('HD_1', signal)).runId).toBe('HD_1');
    expect(await tokensOf(ahead.children('HD_1', undefined, signal))).toEqual(['', '', 'end']);
    expect(asked.slice(0, 2)).toEqual(['describe HD_1', 'describe HD_1']);
  });

  it('ends where nobody asks for it soon, and with the page that took it', async () => {
    vi.useFakeTimers();
    try {
      const { asked, signals, ahead } = countingReader();
      ahead.readAhead('HD_1');
      await vi.advanceTimersByTimeAsync(10_000);
      expect(signals[0]?.aborted).toBe(true);
      await tokensOf(ahead.children('HD_1', undefined, signal));
      expect(asked).toHaveLength(5);

      ahead.readAhead('HD_1');
      const page = new AbortController();
      const updates = ahead.children('HD_1', undefined, page.signal);
      await updates.next();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(signals[2]?.aborted).toBe(false);
      page.abort();
      expect(signals[2]?.aborted).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});
