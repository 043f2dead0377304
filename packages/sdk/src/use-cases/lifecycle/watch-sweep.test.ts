import { BackendError, isTerminalStatus, type RunRecord } from '@hyperdrive-run/core';
import type { RunMetricsResult } from '@hyperdrive-run/core/ports';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { type ChildOptions, makeSweep, scalarMetric } from '../../testing/sweep-fixture.js';
import { findBestRun } from '../best-run/find-best-run.js';
import { type SweepUpdate, watchSweep } from './watch-sweep.js';

const config = { primaryMetric: { name: 'accuracy', goal: 'maximize' }, maxTotalRuns: 4 } as const;

/** A sweep that is one step further at each look: the steps are the children as they stand then. */
class MovingBackend extends InMemoryBackend {
  readonly #steps: (readonly ChildOptions[] | Error)[];
  #last: readonly ChildOptions[] = [];
  readonly asked: { listed: number; metrics: number }[] = [];

  constructor(...steps: (readonly ChildOptions[] | Error)[]) {
    super(scope);
    this.#steps = steps;
  }

  override async getRun(): Promise<RunRecord> {
    const step = this.#steps.shift() ?? this.#last;
    if (step instanceof Error) throw step;
    this.#last = step;
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

async function watchAll(backend: MovingBackend, options = {}): Promise<SweepUpdate[]> {
  const updates: SweepUpdate[] = [];
  const watched = (async () => {
    for await (const update of watchSweep(backend, 'HD_1', config, options)) updates.push(update);
  })();
  watched.catch(() => undefined);
  await vi.runAllTimersAsync();
  await watched;
  return updates;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** Metrics that arrive in an order of their own at each look, and cannot be read as often as is said. */
class UnsteadyBackend extends MovingBackend {
  readonly failures = new Map<string, number>();
  readonly error: BackendError;
  readonly #shuffle: (ids: readonly string[]) => readonly string[];

  constructor(
    steps: readonly (readonly ChildOptions[])[],
    {
      shuffle = (ids: readonly string[]): readonly string[] => ids,
      failures = {},
      isRetryable = false,
    }: {
      readonly shuffle?: (ids: readonly string[]) => readonly string[];
      readonly failures?: Readonly<Record<string, number>>;
      readonly isRetryable?: boolean;
    } = {},
  ) {
    super(...steps);
    this.#shuffle = shuffle;
    this.error = new BackendError({ code: 'unexpected-answer', message: 'A page came.', isRetryable });
    for (const [runId, count] of Object.entries(failures)) this.failures.set(runId, count);
  }

  override async *getMetrics(
    ...[ids, call]: Parameters<InMemoryBackend['getMetrics']>
  ): AsyncIterable<RunMetricsResult> {
    for await (const result of super.getMetrics(this.#shuffle(ids), call)) {
      const left = this.failures.get(result.runId) ?? 0;
      this.failures.set(result.runId, left - 1);
      yield left > 0 ? { kind: 'unreadable', runId: result.runId, error: this.error } : result;
    }
  }
}

describe('watchSweep', () => {
  it('shows each step in order, the end last, with counts and the best so far', async () => {
    const updates = await watchAll(
      new MovingBackend(
        [running],
        [done(0.5), running],
        [done(0.5), done(0.9), running],
        [done(0.5), done(0.9), done(0.7)],
      ),
    );
    expect(updates.map(({ finishedChildren, bestSoFar }) => [finishedChildren, bestSoFar?.bestPrimaryMetric])).toEqual([
      [0, undefined],
      [1, 0.5],
      [2, 0.9],
      [3, 0.9],
    ]);
    expect(updates.map(({ status }) => isTerminalStatus(status))).toEqual([false, false, false, true]);
  });

  it('asks less and less of children that have ended', async () => {
    const ended = Array.from({ length: 50 }, (_, position) => done(position));
    const backend = new MovingBackend([...ended, running], [...ended, running], [...ended, done(1)]);
    await watchAll(backend);
    expect(backend.asked).toEqual([
      { listed: 51, metrics: 51 },
      { listed: 1, metrics: 1 },
      // The order of all children decides ties: the last look lists them once more.
      { listed: 51, metrics: 1 },
    ]);
  });

  it('goes on after a restart of the service, but not where it never answered', async () => {
    const updates = await watchAll(new MovingBackend([running], down, down, [done(1)]));
    expect(updates.map(({ finishedChildren }) => finishedChildren)).toEqual([0, 1]);
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
    for await (const update of watchSweep(new MovingBackend([running], [running]), 'HD_1', config)) {
      expect(update.status).toBe('Running');
      break;
    }
  });
});

describe('the end of a watched sweep', () => {
  it('names among ties the run that getBestRunByPrimaryMetric names, in whatever order the answers came', async () => {
    const values = fc.array(fc.constantFrom(0.5, 0.9, undefined), { minLength: 1, maxLength: 8 });
    const keys = fc.array(fc.double({ noNaN: true }), { minLength: 16, maxLength: 16 });
    await fc.assert(
      fc.asyncProperty(values, fc.nat(8), keys, async (logged, seen, order) => {
        const children = logged.map((value) => (value === undefined ? {} : done(value)));
        const earlier = children.slice(0, seen).map((child, at) => (at % 2 === 0 ? child : running));
        const shuffle = (ids: readonly string[]): readonly string[] => {
          const keyed = ids.map((id, at) => ({ id, key: order[at] ?? 0 }));
          return keyed.toSorted((a, b) => a.key - b.key).map(({ id }) => id);
        };
        const backend = new UnsteadyBackend([earlier, children], { shuffle });
        const last = (await watchAll(backend)).at(-1);
        const sweep = makeSweep({ scope, runId: 'HD_1', children });
        const asked = new InMemoryBackend(scope, [sweep]);
        const { best } = await findBestRun(asked, sweep.parent.record, { ...config, resumeFrom: [] });
        expect(last?.bestSoFar?.runId).toBe(best?.run.runId);
        expect(last).toMatchObject({ provisional: false, provisionalBecause: [], unreadable: [] });
      }),
      { numRuns: 60 },
    );
  });

  it('looks once more at what could not be read, and has it in the last update', async () => {
    const backend = new UnsteadyBackend([[running], [done(0.5), done(0.9)]], { failures: { HD_1_1: 1 } });
    expect((await watchAll(backend)).at(-1)).toMatchObject({ bestSoFar: { runId: 'HD_1_1' }, unreadable: [] });
  });

  it('rejects where it still cannot be read, naming the child', async () => {
    const backend = new UnsteadyBackend([[running], [done(0.5), done(0.9)]], { failures: { HD_1_1: 9 } });
    await expect(watchAll(backend)).rejects.toMatchObject({
      code: 'unreadable-metrics',
      message: expect.stringContaining('HD_1_1'),
    });
  });

  it('waits for what may pass as long as for an outage', async () => {
    const steps = [[running], [done(0.5), done(0.9)]];
    const failures = { HD_1_1: 5 };
    const passing = await watchAll(new UnsteadyBackend(steps, { failures, isRetryable: true }));
    expect(passing.map(({ status, bestSoFar }) => [status, bestSoFar?.runId])).toEqual([
      ['Running', undefined],
      ['Completed', 'HD_1_1'],
    ]);
  });

  it('with a report, names what is missing and is provisional', async () => {
    const backend = new UnsteadyBackend([[running], [done(0.5), done(0.9)]], { failures: { HD_1_1: 9 } });
    const [first, last] = await watchAll(backend, { onUnreadable: 'report' });
    expect(first).toMatchObject({ provisional: true, provisionalBecause: ['sweep-not-ended', 'children-not-ended'] });
    expect(last).toMatchObject({
      status: 'Completed',
      bestSoFar: { runId: 'HD_1_0' },
      unreadable: ['HD_1_1'],
      provisional: true,
      provisionalBecause: ['children-unreadable'],
    });
  });

  it('refuses another word than the two before anything is asked of a child', async () => {
    const backend = new UnsteadyBackend([[running], []]);
    const options: object = { onUnreadable: 'ignore' };
    await expect(watchAll(backend, options)).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});
