import type { HyperDriveError } from '@hyperdrive-run/core';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { callChecks, checkOptions, type OptionChecks, texts } from '../../arguments/option-checks.js';
import { RunMetrics } from '../../metric-maps.js';
import { onUnreadableCheck, settleUnreadable } from '../failures/unreadable.js';
import type { ReadSweepMetricsOptions } from './read-sweep-metrics.js';

/** The ids of children, each with what it logged. */
export type SweepMetricsStream = AsyncGenerator<readonly [runId: string, metrics: RunMetrics], void, undefined>;

/** Which metrics of all children to read one after the other. */
export interface StreamSweepMetricsOptions extends Pick<ReadSweepMetricsOptions, 'names' | 'signal' | 'onUnreadable'> {}

const checks: OptionChecks<StreamSweepMetricsOptions> = {
  ...callChecks,
  names: texts,
  onUnreadable: onUnreadableCheck,
};

/** Children whose metrics are asked for together where they are handed over one by one. */
const childrenAtOnce = 1000;

/**
 * The metrics of all children in listing order, each child's as soon as those before it are there: of a long listing the first
 * ones come before the last children are known, and no more than some are kept at a time.
 * @throws UnreadableMetricsError at the end, where some could not be read
 */
export function streamSweepMetrics(
  backend: SweepBackend,
  parentId: string,
  options: StreamSweepMetricsOptions = {},
): SweepMetricsStream {
  checkOptions(options, checks);
  return stream(backend, parentId, options);
}

async function* stream(
  backend: SweepBackend,
  parentId: string,
  { signal, names, onUnreadable }: StreamSweepMetricsOptions,
): SweepMetricsStream {
  const unreadable = new Map<string, HyperDriveError>();
  const seen = new Set<string>();

  async function* read(runIds: readonly string[]): SweepMetricsStream {
    const arrived = new Map<string, RunMetrics>();
    for await (const result of backend.getMetrics(runIds, { signal, names, childrenOf: parentId })) {
      if (result.kind === 'unreadable') unreadable.set(result.runId, result.error);
      else arrived.set(result.runId, new RunMetrics(result.metrics));
    }
    for (const runId of runIds) {
      const metrics = arrived.get(runId);
      if (metrics !== undefined) yield [runId, metrics];
    }
  }

  let waiting: string[] = [];
  for await (const { runId } of backend.listChildRuns(parentId, { signal })) {
    if (seen.has(runId)) continue;
    seen.add(runId);
    waiting.push(runId);
    if (waiting.length < childrenAtOnce) continue;
    yield* read(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield* read(waiting);
  settleUnreadable(unreadable, onUnreadable);
}
