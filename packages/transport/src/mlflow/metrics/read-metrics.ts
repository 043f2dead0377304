import { HyperDriveError } from '@hyperdrive-run/core';
import type { GetMetricsOptions, RunMetricsResult } from '@hyperdrive-run/core/ports';
import { streamConcurrently } from '../../async/stream-concurrently.js';
import { RequestPatience } from '../../http/patience/request-patience.js';
import type { MlflowConnection } from '../mlflow-connection.js';
import { toMlflowName } from '../runs/mlflow-name.js';
import { bulkRuns } from '../wire/constants.js';
import {
  type OwnHistories,
  type PatientConnection,
  readAskedFirst,
  readNamed,
  type SilentRun,
  settleSilent,
} from './read-run-metrics.js';

/** How many runs are asked for by their ids at once. */
const silentAtOnce = 500;

/**
 * Reads the metrics of many runs, each with all its values: what is best among them is decided by the rules, and the
 * latest value, which a search would answer, is not it. Histories come for 100 runs at a time. What is left open, a run
 * without some history, is asked at the end for all such runs together. Under which key a run keeps a name that MLflow does
 * not take, or that looks like one that we wrote, only the run says: it is asked first. A run that cannot be read is
 * reported as such; only a refused token, which is no run's matter, ends the whole.
 */
export async function* readMetrics(
  connection: MlflowConnection,
  runIds: readonly string[],
  { names, signal }: GetMetricsOptions,
): AsyncGenerator<RunMetricsResult, void, undefined> {
  const { concurrency } = connection;
  const patient: PatientConnection = { ...connection, patience: new RequestPatience() };
  const unique = [...new Set(runIds)];
  const wanted = names && [...new Set(names)];
  const silent = new Map<string, OwnHistories>();
  const readSome = (ids: readonly string[], inner: AbortSignal): Promise<readonly (RunMetricsResult | SilentRun)[]> =>
    wanted === undefined || unique.length === 1 || wanted.some((name) => toMlflowName(name) !== name)
      ? readAskedFirst(patient, ids, wanted, inner)
      : readNamed(patient, ids, wanted, inner);
  const read = streamConcurrently(
    batchesOf(unique, bulkRuns),
    concurrency,
    (batch, inner) => readOrTell(patient, batch, inner, readSome),
    signal,
  );
  for await (const readings of read) {
    for (const reading of readings) {
      if (reading.kind === 'silent') silent.set(reading.runId, reading.histories);
      else yield reading;
    }
  }
  const settled = streamConcurrently(
    batchesOf([...silent.keys()], silentAtOnce),
    concurrency,
    (batch, inner) =>
      readOrTell(patient, batch, inner, (ids) => settleSilent(patient, ids, { silent, names: wanted ?? [] }, inner)),
    signal,
  );
  for await (const results of settled) yield* results;
}

function batchesOf(runIds: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(runIds.length / size) }, (_, at) => runIds.slice(at * size, (at + 1) * size));
}

/** A batch that cannot be read is read run by run, so that one bad run does not take the others along. */
async function readOrTell<Reading>(
  connection: PatientConnection,
  runIds: readonly string[],
  signal: AbortSignal,
  read: (runIds: readonly string[], signal: AbortSignal) => Promise<readonly Reading[]>,
): Promise<readonly (Reading | RunMetricsResult)[]> {
  try {
    return await read(runIds, signal);
  } catch (error) {
    if (signal.aborted || !HyperDriveError.isInstance(error) || error.code === 'not-authenticated') throw error;
    const isOneRuns = ['service-failure', 'refused', 'unexpected-answer'].includes(error.code);
    if (runIds.length === 1 || !isOneRuns) return runIds.map((runId) => ({ kind: 'unreadable', runId, error }));
    const apart: (Reading | RunMetricsResult)[] = [];
    const single = streamConcurrently(
      runIds,
      connection.concurrency,
      (runId, inner) => readOrTell(connection, [runId], inner, read),
      signal,
    );
    for await (const readings of single) apart.push(...readings);
    return apart;
  }
}
