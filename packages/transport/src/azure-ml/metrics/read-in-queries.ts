import { HyperDriveError, type Metric } from '@hyperdrive-run/core';
import type { RunMetricsResult } from '@hyperdrive-run/core/ports';
import { streamConcurrently } from '../../async/stream-concurrently.js';
import { beginsWith, sameMetrics } from './compare-metrics.js';
import type { QueryVerdict } from './query-verdicts.js';
import type { MetricsByRun } from './to-queried-metrics.js';

/** How many runs one query asks for: the filter of so many is still a short text. */
export const runsPerQuery = 100;

/** Fewer runs are read sooner each by itself: a query has to be checked, too. */
export const fewestRunsToQuery = 10;

/** How many queries are under way at once: a service that refuses them is not asked by fifty. */
const queriesAtOnce = 8;

/** The two ways to read runs: each by itself, which is right, and many at once, which may not be. */
export interface RunsReader {
  readonly readOne: (runId: string, signal: AbortSignal | undefined) => Promise<RunMetricsResult>;
  /** The metrics of runs, as far as the query knows them; an error where it is refused or fails. */
  readonly query: (
    runIds: readonly string[],
    signal: AbortSignal | undefined,
  ) => Promise<MetricsByRun | HyperDriveError>;
}

/** Which runs are read, and what is known of them. */
export interface ReadInQueriesOptions {
  readonly names: readonly string[] | undefined;
  readonly concurrency: number;
  /** What is known of the sweep; is changed where more becomes known. */
  readonly verdict: QueryVerdict;
  readonly signal: AbortSignal | undefined;
}

type RunMetrics = ReadonlyMap<string, Metric>;
type ReadResult = Extract<RunMetricsResult, { readonly kind: 'read' }>;

/** What came of asking for all runs at once, and for some of them alone. */
interface Queried {
  /** The runs of the queries that came back. */
  readonly asked: ReadonlySet<string>;
  readonly metrics: MetricsByRun;
  readonly alone: Map<string, RunMetricsResult>;
  /** Whether the service refused a query, now and for the future. */
  readonly isRefused: boolean;
}

const nothing: RunMetrics = new Map();

/**
 * Reads many runs with few requests. What a query says counts only where it agrees with what is said of one run alone; what
 * it leaves out is asked for run by run before it counts as not logged; and where that brings something to light which the
 * query has not, nothing of any query counts. Until all that is known, nothing that came by a query is yielded.
 */
export async function* readInQueries(
  reader: RunsReader,
  runIds: readonly string[],
  options: ReadInQueriesOptions,
): AsyncGenerator<RunMetricsResult, void, undefined> {
  const { verdict, concurrency, names, signal } = options;
  const queried = await queryAll(reader, runIds, options);
  const { alone, asked, metrics } = queried;
  let isGood = queried.isRefused ? false : (verdict.isGood ?? (await isConfirmed(reader, queried, signal)));
  yield* alone.values();

  const expected = names ?? namesOf(metrics);
  const isWhole = (runId: string): boolean => expected.every((name) => metrics.get(runId)?.has(name) === true);
  const rest = runIds.filter((runId) => !alone.has(runId));
  const answered = new Set(isGood === true ? rest.filter((runId) => metrics.has(runId) && isWhole(runId)) : []);
  const leftOut = rest.filter((runId) => !answered.has(runId));
  for await (const result of streamConcurrently(leftOut, concurrency, reader.readOne, signal)) {
    yield result;
    if (isGood === false || result.kind === 'unreadable' || !asked.has(result.runId)) continue;
    if (!(await agrees(reader, result, metrics, signal))) isGood = false;
  }
  verdict.isGood = isGood;
  if (isGood === false) return yield* streamConcurrently(answered, concurrency, reader.readOne, signal);
  for (const runId of answered) yield { kind: 'read', runId, metrics: metrics.get(runId) ?? nothing };
}

/**
 * Asks for all runs in queries and, where nobody knows yet what these are worth, for the run at the end of the list alone;
 * of named metrics, which take one request each, also for the one at its beginning. Runs are listed by their start: where
 * the library that trials log with was exchanged on the way, the two differ.
 */
async function queryAll(
  reader: RunsReader,
  runIds: readonly string[],
  options: ReadInQueriesOptions,
): Promise<Queried> {
  const { verdict, names, signal } = options;
  const asked = new Set<string>();
  const metrics = new Map<string, RunMetrics>();
  const alone = new Map<string, RunMetricsResult>();
  let isRefused = false;

  async function query(some: readonly string[], inner: AbortSignal): Promise<void> {
    if (isRefused) return;
    const found = await reader.query(some, inner);
    if (HyperDriveError.isInstance(found)) {
      if (!found.isRetryable) isRefused = true;
      return;
    }
    for (const runId of some) asked.add(runId);
    for (const [runId, logged] of found) metrics.set(runId, logged);
  }
  async function sample(runId: string, inner: AbortSignal): Promise<void> {
    alone.set(runId, await reader.readOne(runId, inner));
  }

  const ends = names === undefined ? runIds.slice(-1) : [...runIds.slice(-1), ...runIds.slice(0, 1)];
  const samples = verdict.isGood === undefined ? ends : [];
  const work = [
    ...samples.map((runId) => (inner: AbortSignal) => sample(runId, inner)),
    ...slicesOf(runIds).map((some) => (inner: AbortSignal) => query(some, inner)),
  ];
  const done = streamConcurrently(work, queriesAtOnce, async (start, inner) => ({ done: await start(inner) }), signal);
  for await (const _ of done);
  return { asked, metrics, alone, isRefused };
}

function slicesOf(runIds: readonly string[]): (readonly string[])[] {
  const slices: (readonly string[])[] = [];
  for (let at = 0; at < runIds.length; at += runsPerQuery) slices.push(runIds.slice(at, at + runsPerQuery));
  return slices;
}

function namesOf(metrics: MetricsByRun): readonly string[] {
  return [...new Set([...metrics.values()].flatMap((logged) => [...logged.keys()]))];
}

/**
 * Whether the queries agree with what some runs say alone; `undefined` where no run that was read alone says anything. A run
 * that has logged nothing yet confirms nothing: then one is read of which a query has something.
 */
async function isConfirmed(
  reader: RunsReader,
  { asked, metrics, alone }: Queried,
  signal: AbortSignal | undefined,
): Promise<boolean | undefined> {
  const saysSomething = (result: RunMetricsResult): result is ReadResult =>
    result.kind === 'read' && asked.has(result.runId) && (result.metrics.size > 0 || metrics.has(result.runId));
  const samples = [...alone.values()].filter(saysSomething);
  const [other] = [...metrics.keys()].filter((runId) => !alone.has(runId));
  if (samples.length === 0 && other !== undefined) {
    const result = await reader.readOne(other, signal);
    alone.set(other, result);
    if (saysSomething(result)) samples.push(result);
  }
  for (const sample of samples) if (!(await agrees(reader, sample, metrics, signal))) return false;
  return samples.length === 0 ? undefined : true;
}

/**
 * Whether a query says of a run what the run says alone. It may have logged between the two requests: then both are asked
 * once more, one after the other, and what came first has to be the beginning of what came next.
 */
async function agrees(
  reader: RunsReader,
  { runId, metrics: alone }: ReadResult,
  queried: MetricsByRun,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (sameMetrics(alone, queried.get(runId) ?? nothing)) return true;
  const found = await reader.query([runId], signal);
  if (HyperDriveError.isInstance(found)) return false;
  const again = found.get(runId) ?? nothing;
  if (!beginsWith(again, alone)) return false;
  const last = await reader.readOne(runId, signal);
  return last.kind === 'read' && beginsWith(last.metrics, again);
}
