import type { LoggedRow } from '@hyperdrive-run/core/ports';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RowQueue } from './row-queue.js';
import { scalarRow } from './training-log.js';

const row = (value: number): LoggedRow => scalarRow('loss', value, {});
const valuesOf = (rows: readonly LoggedRow[]): unknown[] => rows.map(({ cells }) => cells.get('loss'));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('RowQueue', () => {
  it('delivers in the background what was added, in order, in one batch', async () => {
    const delivered: unknown[][] = [];
    const queue = new RowQueue(async (rows) => void delivered.push(valuesOf(rows)));
    queue.add(row(1));
    queue.add(row(2));
    expect(delivered).toEqual([]);
    await vi.runAllTimersAsync();
    expect(delivered).toEqual([[1, 2]]);
  });

  it('delivers at once on a flush, also what was added while a delivery was under way', async () => {
    const delivered: unknown[] = [];
    let addsMore = true;
    const queue: RowQueue = new RowQueue(async (rows) => {
      if (addsMore) queue.add(row(2));
      addsMore = false;
      await Promise.resolve();
      delivered.push(...valuesOf(rows));
    });
    queue.add(row(1));
    await queue.flush();
    await queue.flush();
    expect(delivered).toEqual([1, 2]);
  });

  it('splits many rows into batches and loses none', async () => {
    const sizes: number[] = [];
    const queue = new RowQueue(async (rows) => void sizes.push(rows.length));
    for (let position = 0; position < 450; position += 1) queue.add(row(position));
    await queue.flush();
    expect(sizes).toEqual([200, 200, 50]);
  });

  it('keeps rows that could not be delivered, rejects the flush, and tries them again under the same ids', async () => {
    const seen: string[][] = [];
    const failure = new Error('down');
    const queue = new RowQueue(async (rows) => {
      seen.push(rows.map(({ metricId }) => metricId));
      if (seen.length <= 2) throw failure;
    });
    queue.add(row(1));
    await vi.runAllTimersAsync();
    await expect(queue.flush()).rejects.toBe(failure);
    await queue.flush();
    expect(seen).toHaveLength(3);
    expect(new Set(seen.flat()).size).toBe(1);
  });
});
