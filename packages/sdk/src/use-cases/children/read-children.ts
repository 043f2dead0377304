import {
  type ChildSummary,
  type HyperDriveError,
  type MetricReading,
  type MetricScope,
  type PrimaryMetric,
  type RunRecord,
  summarizeChild,
} from '@hyperdrive-run/core';
import { checkOneOf, findHyperparameters, missingChildren, whyRuledOut } from '@hyperdrive-run/core/internal';
import type { CallOptions, ListChildRunsOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { callback, callChecks, flag, type OptionChecks, oneOf } from '../../arguments/option-checks.js';
import { type OnUnreadable, onUnreadableCheck, settleUnreadable } from '../failures/unreadable.js';
import { getMetricReadings } from '../metrics/get-metric-readings.js';

/** How a sweep's children are read. */
export interface ReadChildrenOptions extends CallOptions {
  /** Which of a child's logged values stands for it; Python's rule is `best`, the default. */
  readonly scope?: MetricScope | undefined;
  /** Default `reject`: what half of the children give would look like a whole result. */
  readonly onUnreadable?: OnUnreadable | undefined;
  /** Is called with what was passed over, such as a tag that cannot be parsed. */
  readonly onWarning?: ((message: string) => void) | undefined;
  /**
   * Uses what the service said of the sweep when it was last asked, as right after `load`. Default false: a sweep that had
   * not ended is asked again. Its children are read in any case.
   */
  readonly reuseRecord?: boolean | undefined;
}

/** @see ReadChildrenOptions */
export const readChildrenChecks: OptionChecks<ReadChildrenOptions> = {
  ...callChecks,
  scope: oneOf('best', 'last', 'average'),
  onUnreadable: onUnreadableCheck,
  onWarning: callback,
  reuseRecord: flag,
};

/** A sweep's children in listing order, each with the value it is ranked by. */
export interface ReadChildren {
  readonly children: readonly ChildSummary[];
  readonly records: ReadonlyMap<string, RunRecord>;
  /** Children whose metrics could not be read; only with `onUnreadable: 'report'`. */
  readonly unreadable: ReadonlyMap<string, HyperDriveError>;
}

/** Fetches a sweep's children and their primary metric. What the values mean is decided in core. */
export async function readChildren(
  backend: SweepBackend,
  parent: RunRecord,
  primaryMetric: PrimaryMetric,
  options: ReadChildrenOptions = {},
): Promise<ReadChildren> {
  const { signal, onWarning } = options;
  const scope = checkOneOf<MetricScope>('scope', options.scope, ['best', 'last', 'average'], 'best');
  const records = await collectChildren(backend, parent.runId, { signal });

  warnOfMissing(parent, records.size, onWarning);

  const readings = new Map<string, MetricReading>();
  const unreadable = new Map<string, HyperDriveError>();
  // A trial that its search rules out has no primary metric, whatever it logged: nothing is asked about it, and nothing can
  // go wrong.
  const asked = [...records.values()].filter((child) => whyRuledOut(child) === undefined).map(({ runId }) => runId);
  const { name, goal } = primaryMetric;
  for await (const result of getMetricReadings(backend, asked, {
    name,
    goal,
    scope,
    childrenOf: parent.runId,
    signal,
  })) {
    if (result.kind === 'unreadable') unreadable.set(result.runId, result.error);
    else readings.set(result.runId, result.reading);
  }
  settleUnreadable(unreadable, options.onUnreadable);

  const children = [...records.values()].map((child) => {
    const reading = readings.get(child.runId) ?? { kind: 'missing', reason: 'unreadable' };
    return summarizeChild(child, reading, findHyperparameters(parent, child, onWarning)?.values);
  });
  return { children, records, unreadable };
}

/** Says so where a sweep had more children than there are. */
export function warnOfMissing(parent: RunRecord, found: number, onWarning: ReadChildrenOptions['onWarning']): void {
  const missing = missingChildren(parent, found);
  if (missing === 0) return;
  const kept = `Run ${JSON.stringify(parent.runId)} had ${found + missing} children, of which ${found} were kept`;
  onWarning?.(`${kept}; ${missing} are missing.`);
}

/** All children by id, in listing order. */
export async function collectChildren(
  backend: SweepBackend,
  parentId: string,
  options: ListChildRunsOptions,
): Promise<Map<string, RunRecord>> {
  const records = new Map<string, RunRecord>();
  for await (const child of backend.listChildRuns(parentId, options)) records.set(child.runId, child);
  return records;
}
