import { BackendError, type Metric } from '@hyperdrive-run/core';
import type { RunMetricsResult } from '@hyperdrive-run/core/ports';
import { Experiment } from '../experiment.js';
import { HyperDriveRun } from '../hyperdrive-run.js';
import { contractScope as scope } from '../testing/contract-scope.js';
import { InMemoryBackend } from '../testing/in-memory-backend.js';
import { makeSweep, type SweepFixture, type SweepOptions, scalarMetric } from '../testing/sweep-fixture.js';

/** The values of the metric that the sweeps are judged by. */
export const accuracy = (...values: number[]): Metric[] => [scalarMetric('accuracy', values)];
/** A failure of the moment. */
export const down: BackendError = new BackendError({
  code: 'service-failure',
  message: 'The service failed.',
  isRetryable: true,
});

/** A backend in which the metrics of some runs cannot be read, and which counts what it is asked. */
class WatchedBackend extends InMemoryBackend {
  readonly unreadable: Set<string> = new Set();
  readonly metricsAsked: string[] = [];

  override async *getMetrics(
    ...[runIds, options]: Parameters<InMemoryBackend['getMetrics']>
  ): AsyncIterable<RunMetricsResult> {
    this.metricsAsked.push(...runIds);
    for await (const result of super.getMetrics(runIds, options)) {
      yield this.unreadable.has(result.runId) ? { kind: 'unreadable', runId: result.runId, error: down } : result;
    }
  }
}

/** The sweeps in such a backend, and how one of them is loaded; the first where none is named. */
export function open(...sweeps: SweepFixture[]): {
  backend: WatchedBackend;
  load: (id?: string) => Promise<HyperDriveRun>;
} {
  const backend = new WatchedBackend(scope, sweeps);
  const first = sweeps[0]?.parent.record.runId ?? '';
  return { backend, load: (id = first) => HyperDriveRun.load(new Experiment(backend, 'contract'), id) };
}

/** The table in which the service records the best child. */
export function bestTable(
  ...rows: { readonly run_id: string; readonly metric_value: number; readonly final: boolean }[]
): Metric {
  const cells = rows.map((row) => ({ cells: new Map(Object.entries(row)) }));
  return { kind: 'table', name: 'best_child_by_primary_metric', columns: new Map(), rows: cells };
}

/** A sweep of one id. */
export function sweep(options: Partial<SweepOptions>): SweepFixture {
  return makeSweep({ scope, runId: 'HD_1', ...options });
}

/** The properties in which the service records the best child, with a value of 0.9. */
export const recorded = (child: string): ReadonlyMap<string, string> =>
  new Map([
    ['best_child_run_id', child],
    ['score', '0.9'],
  ]);
