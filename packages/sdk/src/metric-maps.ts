import { type HyperDriveError, type Metric, toPythonMetricShape } from '@hyperdrive-run/core';
import { type PlainJson, toPlainJson } from '@hyperdrive-run/core/json';

/** The metrics of one run, by metric name. As JSON it has the shape of Python's `get_metrics`. */
export class RunMetrics extends Map<string, Metric> {
  /** What `JSON.stringify` takes: the shape of Python's `get_metrics`. */
  toJSON(): PlainJson {
    return toPlainJson(new Map([...this].map(([name, metric]) => [name, toPythonMetricShape(metric)])));
  }
}

/** The metrics of a sweep's children, by child id. As JSON it has the shape of Python's `get_metrics`. */
export class SweepMetrics extends Map<string, RunMetrics> {
  /** The children whose metrics could not be read, with the reason; empty unless `onUnreadable` is `'report'`. */
  readonly unreadable: Map<string, HyperDriveError> = new Map();

  /** What `JSON.stringify` takes: the shape of Python's `get_metrics`. */
  toJSON(): PlainJson {
    return Object.fromEntries([...this].map(([runId, metrics]) => [runId, metrics.toJSON()]));
  }
}
