import { BackendError, type RunRecord } from '@hyperdrive-run/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep } from '../../testing/sweep-fixture.js';
import { waitForCompletion } from './wait-for-completion.js';

/** A run that has the next status each time it is asked for; the last one stays. */
class ChangingBackend extends InMemoryBackend {
  readonly #statuses: string[];

  constructor(...statuses: string[]) {
    super(scope);
    this.#statuses = statuses;
  }

  override async getRun(): Promise<RunRecord> {
    const status = this.#statuses.length > 1 ? this.#statuses.shift() : this.#statuses[0];
    const { record } = makeSweep({ scope, runId: 'HD_1', status }).parent;
    return status === 'Failed' ? { ...record, error: { message: 'out of memory' } } : record;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('waitForCompletion', () => {
  it('asks until the run has ended, and shows the run each time', async () => {
    const seen: string[] = [];
    const backend = new ChangingBackend('Queued', 'Running', 'Finalizing', 'Completed');
    const ended = waitForCompletion(backend, 'HD_1', { onUpdate: ({ status }) => seen.push(status) });
    await vi.runAllTimersAsync();
    expect((await ended).status).toBe('Completed');
    expect(seen).toEqual(['Queued', 'Running', 'Finalizing', 'Completed']);
  });

  it("rejects where the run failed, with the service's words, unless told not to", async () => {
    await expect(waitForCompletion(new ChangingBackend('Failed'), 'HD_1')).rejects.toThrow('failed: out of memory');
    const run = await waitForCompletion(new ChangingBackend('Failed'), 'HD_1', { throwOnError: false });
    expect(run.status).toBe('Failed');
  });

  it('goes on through Finalizing and CancelRequested, where Python stops, unless asked to stop there', async () => {
    const backend = new ChangingBackend('CancelRequested', 'Canceled');
    const ended = waitForCompletion(backend, 'HD_1');
    await vi.runAllTimersAsync();
    expect((await ended).status).toBe('Canceled');
    const early = await waitForCompletion(new ChangingBackend('CancelRequested'), 'HD_1', { until: 'finalizing' });
    expect(early.status).toBe('CancelRequested');
  });

  it('stops at once on an abort, with its reason', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const ended = waitForCompletion(new ChangingBackend('Running'), 'HD_1', { signal: abort.signal });
    const rejected = expect(ended).rejects.toBe(reason);
    await vi.advanceTimersByTimeAsync(10);
    abort.abort(reason);
    await rejected;
  });

  it('gives up after the time that was given', async () => {
    const ended = waitForCompletion(new ChangingBackend('Running'), 'HD_1', { timeoutMs: 5_000 });
    const rejected = expect(ended).rejects.toMatchObject({ code: 'timed-out', isRetryable: true });
    await vi.runAllTimersAsync();
    await rejected;
    await expect(ended).rejects.toBeInstanceOf(BackendError);
  });

  it('leaves no listener on the signal', async () => {
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, 'removeEventListener');
    const added = vi.spyOn(signal, 'addEventListener');
    const ended = waitForCompletion(new ChangingBackend('Running', 'Running', 'Completed'), 'HD_1', { signal });
    await vi.runAllTimersAsync();
    await ended;
    expect(added.mock.calls.length).toBeGreaterThan(0);
    expect(removed.mock.calls.length).toBe(added.mock.calls.length);
  });

  it('refuses options that it cannot take', async () => {
    const backend = new ChangingBackend('Completed');
    await expect(waitForCompletion(backend, 'HD_1', { timeoutMs: -1 })).rejects.toThrow('timeoutMs is -1');
    await expect(waitForCompletion(backend, 'HD_1', { pollIntervalMs: 0 })).rejects.toThrow('pollIntervalMs is 0');
  });
});
