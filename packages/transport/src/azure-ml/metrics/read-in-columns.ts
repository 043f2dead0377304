import { HyperDriveError, type Metric } from '@hyperdrive-run/core';
import { isJsonArray, type JsonValue } from '@hyperdrive-run/core/json';
import type { RunMetricsResult } from '@hyperdrive-run/core/ports';
import { streamConcurrently } from '../../async/stream-concurrently.js';
import type { AskMetrics } from './ask-metrics.js';
import { runColumnsEndpoint } from './metric-endpoints.js';
import { metricService } from './metric-service.js';
import { toMetric } from './to-metric.js';
import { type MetricColumnsDto, runColumnsListSchema } from './wire/many-runs-dto.js';

/** How many runs a request asks for, and how many requests are under way at once: the service is one process. */
const runsPerRequest = 200;
const requestsAtOnce = 4;

/** How runs are read. */
export interface ReadInColumnsOptions {
  readonly workspace: string;
  readonly names: readonly string[] | undefined;
  readonly concurrency: number;
  readonly signal: AbortSignal | undefined;
  readonly askUntil: (signal: AbortSignal | undefined) => AskMetrics;
  readonly readOne: (runId: string, signal: AbortSignal | undefined) => Promise<RunMetricsResult>;
}

function toMetricOfColumns({ name, metricType, columns, times, steps, cells }: MetricColumnsDto): Metric {
  const lists = [...cells].map(([column, list]): [string, readonly JsonValue[]] => [
    column,
    isJsonArray(list) ? list : [],
  ]);
  const value = times.map((time, at) => {
    const step = steps[at];
    return {
      createdUtc: typeof time === 'string' ? time : undefined,
      step: typeof step === 'number' ? step : undefined,
      data: new Map(lists.map(([column, list]) => [column, list[at] ?? null])),
    };
  });
  return toMetric(name, [{ name, columns, value, properties: { uxMetricType: metricType } }]);
}

/**
 * Reads all that many runs logged from the service that offers it, many runs a request, each yielded as it arrives. What it
 * leaves out because it would be too long is asked for again, and in the end run by run.
 */
export async function* readInColumns(
  runIds: readonly string[],
  options: ReadInColumnsOptions,
): AsyncGenerator<RunMetricsResult, void, undefined> {
  const { workspace, names, concurrency, signal, askUntil, readOne } = options;

  async function readSome(
    asked: readonly string[],
    inner: AbortSignal,
  ): Promise<ReadonlyMap<string, RunMetricsResult>> {
    const read = new Map<string, RunMetricsResult>();
    const missing = new Set(asked);
    const ask = askUntil(inner);
    for (let before = -1; before !== read.size && missing.size > 0; ) {
      before = read.size;
      const endpoint = runColumnsEndpoint(workspace, { runIds: [...missing], names });
      const { value } = await ask(metricService, runColumnsListSchema, endpoint);
      for (const { runId, metrics } of value) {
        if (!missing.delete(runId)) continue;
        const byName = new Map(metrics.map((metric) => [metric.name, toMetricOfColumns(metric)]));
        read.set(runId, { kind: 'read', runId, metrics: byName });
      }
    }
    return read;
  }

  async function trySome(asked: readonly string[], inner: AbortSignal): Promise<ReadonlyMap<string, RunMetricsResult>> {
    try {
      return await readSome(asked, inner);
    } catch (error) {
      if (inner.aborted || !HyperDriveError.isInstance(error) || error.code === 'not-authenticated') throw error;
      return new Map();
    }
  }

  const slices: (readonly string[])[] = [];
  for (let at = 0; at < runIds.length; at += runsPerRequest) slices.push(runIds.slice(at, at + runsPerRequest));
  const rest = new Set(runIds);
  for await (const read of streamConcurrently(slices, requestsAtOnce, trySome, signal)) {
    for (const result of read.values()) {
      rest.delete(result.runId);
      yield result;
    }
  }
  yield* streamConcurrently(rest, concurrency, readOne, signal);
}
