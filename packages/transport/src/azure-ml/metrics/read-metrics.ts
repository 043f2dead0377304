import { HyperDriveError, type Metric } from '@hyperdrive-run/core';
import type { GetMetricsOptions, RunMetricsResult } from '@hyperdrive-run/core/ports';
import { endTogether } from '../../async/end-together.js';
import { streamConcurrently } from '../../async/stream-concurrently.js';
import { isMissing } from '../../http/answers/is-missing.js';
import { keysOfValues, type ListPage, paginate } from '../../http/answers/paginate.js';
import { RequestPatience } from '../../http/patience/request-patience.js';
import type { WireSchema } from '../../wire-json/wire-schema.js';
import { workspacePath } from '../addresses/azure-ml-scope.js';
import type { AzureMlConnection } from '../azure-ml-connection.js';
import { runSubject } from '../run-history/run-endpoints.js';
import { fullMetricEndpoint, listMetricsEndpoint } from './metric-endpoints.js';
import { metricService } from './metric-service.js';
import { toMetric } from './to-metric.js';
import { type MetricDto, metricSchema } from './wire/metric-dto.js';
import { metricListSchema } from './wire/metric-list-dto.js';

type Ask = <Page extends ListPage<unknown>>(
  schema: WireSchema<Page>,
  endpoint: Parameters<AzureMlConnection['client']['request']>[2],
) => Promise<Page>;

/** The names of all that a run logged. */
async function readNames(ask: Ask, workspace: string, runId: string): Promise<readonly string[]> {
  const names = new Set<string>();
  const pages = paginate(
    (cursor) => {
      const continuationToken = cursor?.kind === 'token' ? cursor.token : undefined;
      return ask(metricListSchema, listMetricsEndpoint(workspace, runId, { continuationToken }));
    },
    {
      what: `the metrics of ${runSubject(runId)}`,
      runId,
      keysOf: ({ value }) => value.map(({ metricKey }) => metricKey.name),
    },
  );
  for await (const page of pages) for (const entry of page.value) names.add(entry.metricKey.name);
  return [...names];
}

/** All values of one name, or `undefined` where the run never logged it. */
async function readMetric(ask: Ask, workspace: string, runId: string, name: string): Promise<Metric | undefined> {
  const read: MetricDto[] = [];
  const pages = paginate(
    (cursor) => {
      const continuationToken = cursor?.kind === 'token' ? cursor.token : undefined;
      return ask(metricSchema, fullMetricEndpoint(workspace, runId, { metricName: name, continuationToken }));
    },
    {
      what: `the values of metric ${JSON.stringify(name)} of ${runSubject(runId)}`,
      runId,
      keysOf: ({ value }) => keysOfValues(value.map((row) => ({ ...row }))),
    },
  );
  try {
    for await (const page of pages) read.push(page);
  } catch (error) {
    if (read.length === 0 && isMissing(error)) return undefined;
    throw error;
  }
  const [first, ...more] = read;
  return first === undefined ? undefined : toMetric(name, [first, ...more]);
}

async function readRun(
  ask: Ask,
  workspace: string,
  runId: string,
  names: readonly string[] | undefined,
): Promise<ReadonlyMap<string, Metric>> {
  const wanted = names === undefined ? await readNames(ask, workspace, runId) : [...new Set(names)];
  const metrics = await Promise.all(wanted.map((name) => readMetric(ask, workspace, runId, name)));
  const read = new Map<string, Metric>();
  wanted.forEach((name, at) => {
    const metric = metrics[at];
    if (metric !== undefined) read.set(name, metric);
  });
  return read;
}

/**
 * Reads the metrics of many runs, each yielded as it arrives. One bound covers all their requests. A run that
 * cannot be read is reported as such; only a refused token, which is no run's matter, ends the whole.
 */
export async function* readMetrics(
  connection: AzureMlConnection,
  runIds: readonly string[],
  { names, signal }: GetMetricsOptions,
): AsyncGenerator<RunMetricsResult, void, undefined> {
  const { client, scope, metricLimiter, concurrency } = connection;
  const workspace = workspacePath(scope);
  const patience = new RequestPatience();

  function askUntil(own: AbortSignal): Ask {
    return (schema, endpoint) =>
      metricLimiter.run(
        () =>
          patience.spend((retryBudgetMs) =>
            client.request(metricService, schema, endpoint, { signal: own, retryBudgetMs }),
          ),
        own,
      );
  }

  async function readOne(runId: string, inner: AbortSignal): Promise<RunMetricsResult> {
    try {
      // Where one metric cannot be read, the run's others are asked for by nobody.
      const metrics = await endTogether(inner, (own) => readRun(askUntil(own), workspace, runId, names));
      return { kind: 'read', runId, metrics };
    } catch (error) {
      if (inner.aborted || !HyperDriveError.isInstance(error) || error.code === 'not-authenticated') throw error;
      return { kind: 'unreadable', runId, error };
    }
  }

  yield* streamConcurrently(new Set(runIds), concurrency, readOne, signal);
}
