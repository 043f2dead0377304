import type { Metric, MetricPoint } from '@hyperdrive-run/core';
import type { RunMetricsResult } from '@hyperdrive-run/core/ports';
import type { RequestPatience } from '../../http/patience/request-patience.js';
import { type MlflowConnection, runNotFound } from '../mlflow-connection.js';
import { type RunFacts, readRunFacts } from '../runs/read-run-facts.js';
import { type Ask, readHistories } from './read-histories.js';
import { readTable } from './read-table.js';

/** The way to a server while metrics are read: one that is down is waited for once. */
export interface PatientConnection extends MlflowConnection {
  readonly patience: RequestPatience;
}

/** The histories of one run, by metric name. */
export type OwnHistories = ReadonlyMap<string, readonly MetricPoint[]>;

/** A run without some history: it logged a table of that name, or nothing, or does not exist. */
export interface SilentRun {
  readonly kind: 'silent';
  readonly runId: string;
  readonly histories: OwnHistories;
}

/** Asks runs what they logged, and then for that, or for those of the names that are among it. */
export async function readAskedFirst(
  connection: PatientConnection,
  runIds: readonly string[],
  names: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<readonly RunMetricsResult[]> {
  const facts = await readRunFacts(connection, runIds, signal);
  const logged = new Set([...facts.values()].flatMap(({ metricKeys }) => [...metricKeys.keys()]));
  const histories = new Map<string, Map<string, readonly MetricPoint[]>>();
  for (const name of logged) {
    if (names !== undefined && !names.includes(name)) continue;
    // Runs of ours and of others may keep one metric under two keys.
    const holders = new Map<string, string[]>();
    for (const runId of runIds) {
      const key = facts.get(runId)?.metricKeys.get(name);
      if (key !== undefined) holders.set(key, [...(holders.get(key) ?? []), runId]);
    }
    for (const [key, ids] of holders) await addHistories(connection, histories, ids, { name, key }, signal);
  }
  const results: RunMetricsResult[] = [];
  for (const runId of runIds) {
    results.push(await toResult(connection, runId, facts.get(runId), histories.get(runId) ?? new Map(), names, signal));
  }
  return results;
}

/**
 * Asks many runs for the histories of some names at once, without asking first whether they have them.
 * @param names such as are kept under themselves in every run
 */
export async function readNamed(
  connection: PatientConnection,
  runIds: readonly string[],
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly (RunMetricsResult | SilentRun)[]> {
  const histories = new Map<string, Map<string, readonly MetricPoint[]>>();
  for (const name of names) await addHistories(connection, histories, runIds, { name, key: name }, signal);
  return runIds.map((runId) => {
    const own = histories.get(runId) ?? new Map<string, readonly MetricPoint[]>();
    const isWhole = names.length > 0 && own.size === names.length;
    return isWhole ? { kind: 'read', runId, metrics: toMetrics(own) } : { kind: 'silent', runId, histories: own };
  });
}

/** Finds out about runs without some history. */
export async function settleSilent(
  connection: PatientConnection,
  runIds: readonly string[],
  { silent, names }: { readonly silent: ReadonlyMap<string, OwnHistories>; readonly names: readonly string[] },
  signal: AbortSignal,
): Promise<readonly RunMetricsResult[]> {
  const facts = await readRunFacts(connection, runIds, signal);
  const results: RunMetricsResult[] = [];
  for (const runId of runIds) {
    results.push(await toResult(connection, runId, facts.get(runId), silent.get(runId) ?? new Map(), names, signal));
  }
  return results;
}

async function addHistories(
  connection: PatientConnection,
  histories: Map<string, Map<string, readonly MetricPoint[]>>,
  runIds: readonly string[],
  { name, key }: { readonly name: string; readonly key: string },
  signal: AbortSignal,
): Promise<void> {
  const { client, metricLimiter, patience } = connection;
  const ask: Ask = (schema, endpoint) =>
    metricLimiter.run(
      () => patience.spend((retryBudgetMs) => client.request(schema, endpoint, { signal, retryBudgetMs })),
      signal,
    );
  for (const [runId, points] of await readHistories(connection, ask, runIds, key, signal)) {
    const own = histories.get(runId) ?? new Map<string, readonly MetricPoint[]>();
    histories.set(runId, own.set(name, points));
  }
}

/** A run that is not among the facts does not exist. */
async function toResult(
  connection: MlflowConnection,
  runId: string,
  facts: RunFacts | undefined,
  histories: OwnHistories,
  names: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<RunMetricsResult> {
  if (facts === undefined) return { kind: 'unreadable', runId, error: runNotFound(runId, connection.experimentName) };
  const metrics = toMetrics(histories);
  for (const [name, path] of facts.tables) {
    if (metrics.has(name) || (names !== undefined && !names.includes(name))) continue;
    const table = await readTable(connection, runId, name, path, signal);
    if (table !== undefined) metrics.set(name, table);
  }
  return { kind: 'read', runId, metrics };
}

function toMetrics(histories: OwnHistories): Map<string, Metric> {
  return new Map([...histories].map(([name, points]) => [name, { kind: 'scalar', name, valueType: 'double', points }]));
}
