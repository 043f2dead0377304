import type { Metric } from '@hyperdrive-run/core';
import { isMissing } from '../../http/answers/is-missing.js';
import { keysOfValues, paginate } from '../../http/answers/paginate.js';
import { runSubject } from '../run-history/run-endpoints.js';
import type { AskMetrics } from './ask-metrics.js';
import { fullMetricEndpoint, listMetricsEndpoint } from './metric-endpoints.js';
import { metricService } from './metric-service.js';
import { toMetric } from './to-metric.js';
import { type MetricDto, metricSchema } from './wire/metric-dto.js';
import { metricListSchema } from './wire/metric-list-dto.js';

/** The names of all that a run logged. */
async function readNames(ask: AskMetrics, workspace: string, runId: string): Promise<readonly string[]> {
  const names = new Set<string>();
  const pages = paginate(
    (cursor) => {
      const continuationToken = cursor?.kind === 'token' ? cursor.token : undefined;
      return ask(metricService, metricListSchema, listMetricsEndpoint(workspace, runId, { continuationToken }));
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
async function readMetric(
  ask: AskMetrics,
  workspace: string,
  runId: string,
  name: string,
): Promise<Metric | undefined> {
  const read: MetricDto[] = [];
  const pages = paginate(
    (cursor) => {
      const continuationToken = cursor?.kind === 'token' ? cursor.token : undefined;
      const endpoint = fullMetricEndpoint(workspace, runId, { metricName: name, continuationToken });
      return ask(metricService, metricSchema, endpoint);
    },
    {
      what: `the values of metric ${JSON.stringify(name)} of ${runSubject(runId)}`,
      runId,
      keysOf: ({ value }) => keysOfValues(value, (row) => ({ ...row })),
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

/**
 * Reads what one run logged: a request for its names unless they are given, and one for each of them.
 * @param workspace the percent-encoded path of the workspace
 */
export async function readRunMetrics(
  ask: AskMetrics,
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
