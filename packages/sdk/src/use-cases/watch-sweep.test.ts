import { BackendError, isTerminalStatus, type RunMetricsResult, type RunRecord } from '@hyperdrive-run/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contractScope as scope } from '../testing/contract-scope.js';
import { InMemoryBackend } from '../testing/in-memory-backend.js';
import { type ChildOptions, makeSweep, scalarMetric } from '../testing/sweep-fixture.js';
import { type SweepSnapshot, watchSweep } from './watch-sweep.js';

const config = { primaryMetric: { name: 'accuracy', goal: 'maximize' }, maxTotalRuns: 4 } as const;

/** A sweep that is one step further at each look: the steps are the children as they stand then. */
class MovingBackend extends InMemoryBackend {
  readonly #steps: (readonly ChildOptions[] | Error)[];
  readonly asked: { listed: number; metrics: number }[] = [];

  constructor(...steps: (readonly ChildOptions[] | Error)[]) {
    super(scope);
    this.#steps = steps;
  }

  override async getRun(): Promise<RunRecord> {
    const step = this.#steps.shift() ?? [];
    if (step instanceof Error) throw step;
    const isLast = this.#steps.length === 0;
    const sweep = makeSweep({ scope, runId: 'HD_1', status: isLast ? 'Completed' : 'Running', children: step });
    this.load(sweep);
    this.asked.push({ listed: 0, metrics: 0 });
    return sweep.parent.record;
  }

  override async *listChildRuns(...given: Parameters<InMemoryBackend['listChildRuns']>): AsyncIterable<RunRecord> {
    for await (const child of super.listChildRuns(...given)) {
      const look = this.asked.at(-1);
      if (look !== undefined) look.listed += 1;
      yield child;
    }
  }

  override async *getMetrics(...given: Parameters<InMemoryBackend['getMetrics']>): AsyncIterable<RunMetricsResult> {
    const look = this.asked.at(-1);
    if (look !== undefined) look.metrics += given[0].length;
    yield* super.getMetrics(...given);
  }
}

const done = (value: number): ChildOptions => ({ metrics: [scalarMetric('accuracy', [value])] });
const running: ChildOptions = { status: 'Running' };
const down = new BackendError({ code: 'connection-failed', message: 'No answer.', isRetryable: true });

async function watchAll(backend: MovingBackend, options = {}): Promise<SweepSnapshot[]> {
  const snapshots: SweepSnapshot[] = [];
  const watched = (async () => {
    for await (const snapshot of watchSweep(backend, 'HD_1', config, options)) snapshots.push(snapshot);
  })();
  watched.catch(() => undefined);
  await vi.runAllTimersAsync();
  await watched;
  return snapshots;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('watchSweep', () => {
  it('shows each step in order, the end last, with counts and the best so far', async () => {
    const snapshots = await watchAll(
      new MovingBackend(
        [running],
        [done(0.5), running],
        [done(0.5), done(0.9), running],
        [done(0.5), done(0.9), done(0.7)],
      ),
    );
    expect(
      snapshots.map(({ finishedChildren, bestSoFar }) => [finishedChildren, bestSoFar?.bestPrimaryMetric]),
    ).toEqual([
      [0, undefined],
      [1, 0.5],
      [2, 0.9],
      [3, 0.9],
    ]);
    expect(snapshots.map(({ status }) => isTerminalStatus(status))).toEqual([false, false, false, true]);
  });

  it('asks less and less of children that have ended', async () => {
    const ended = Array.from({ length: 50 }, (_, position) => done(position));
    const backend = new MovingBackend([...ended, running], [...ended, running], [...ended, done(1)]);
    await watchAll(backend);
    expect(backend.asked).toEqual([
      { listed: 51, metrics: 51 },
      { listed: 1, metrics: 1 },
      { listed: 1, metrics: 1 },
    ]);
  });

  it('goes on after a restart of the service, but not where it never answered', async () => {
    const snapshots = await watchAll(new MovingBackend([running], down, down, [done(1)]));
    expect(snapshots.map(({ finishedChildren }) => finishedChildren)).toEqual([0, 1]);
    await expect(watchAll(new MovingBackend(down, [done(1)]))).rejects.toBe(down);
  });

  it('gives up on an outage that lasts too long, and on an error that will not pass', async () => {
    const downs = Array.from({ length: 50 }, () => down);
    await expect(watchAll(new MovingBackend([running], ...downs, []), { outageMs: 5_000 })).rejects.toBe(down);
    const gone = new BackendError({ code: 'run-not-found', message: 'No such run.' });
    await expect(watchAll(new MovingBackend([running], gone, []))).rejects.toBe(gone);
  });

  it('stops at once on an abort, with its reason', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const looks = watchSweep(new MovingBackend([running], [running], [running]), 'HD_1', config, {
      signal: abort.signal,
    });
    await looks.next();
    const next = expect(looks.next()).rejects.toBe(reason);
    await vi.advanceTimersByTimeAsync(10);
    abort.abort(reason);
    await next;
  });

  it('leaves no timer when the reader stops', async () => {
    for await (const snapshot of watchSweep(new MovingBackend([running], [running]), 'HD_1', config)) {
      expect(snapshot.status).toBe('Running');
      break;
    }
  });
});
