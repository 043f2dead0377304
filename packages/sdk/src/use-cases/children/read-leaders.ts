import {
  type ChildSummary,
  type PrimaryMetric,
  type RunRecord,
  type RunStatus,
  summarizeChild,
} from '@hyperdrive-run/core';
import { findHyperparameters } from '@hyperdrive-run/core/internal';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { type ReadChildrenOptions, warnOfMissing } from './read-children.js';

/** The children that may be the best ones. */
export interface Leaders {
  /** In listing order. */
  readonly children: readonly ChildSummary[];
  readonly records: ReadonlyMap<string, RunRecord>;
  /** How many children the sweep has in each status, those left out among them. */
  readonly statuses: ReadonlyMap<RunStatus, number>;
}

/**
 * The children of which the first `top` are the first ones of all, whatever statuses count: where the service can find them,
 * they cost no listing of the others.
 * @returns `undefined` where all children must be read
 */
export async function readLeaders(
  backend: SweepBackend,
  parent: RunRecord,
  { name, goal }: PrimaryMetric,
  top: number,
  { scope = 'best', onWarning, signal }: ReadChildrenOptions,
): Promise<Leaders | undefined> {
  if (scope !== 'best') return undefined;
  const found = await backend.getLeadingChildren?.(parent.runId, { name, goal, top, signal });
  if (found === undefined) return undefined;
  warnOfMissing(parent, countOf(found.statuses), onWarning);
  const children = found.children.map(({ record, reading }) =>
    summarizeChild(record, reading, findHyperparameters(parent, record, onWarning)?.values),
  );
  const records = new Map(found.children.map(({ record }) => [record.runId, record]));
  return { children, records, statuses: found.statuses };
}

/** How many there are in all. */
export function countOf(statuses: ReadonlyMap<RunStatus, number>): number {
  return [...statuses.values()].reduce((sum, count) => sum + count, 0);
}
