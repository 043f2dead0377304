import type { ChildSummary, PrimaryMetric, RunRecord } from '@hyperdrive-run/core';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { type ReadChildren, type ReadChildrenOptions, readChildren } from '../children/read-children.js';
import { countOf, type Leaders, readLeaders } from '../children/read-leaders.js';

/** The children of a sweep among which its best one is. */
export interface ComparedChildren {
  /** In listing order: all children, or those that may be the best. */
  readonly children: readonly ChildSummary[];
  readonly records: ReadonlyMap<string, RunRecord>;
  /** What is known of all children, each of them or each status once. */
  readonly states: Iterable<Pick<ChildSummary, 'status' | 'missingReason'>>;
  /** How many children there are. */
  readonly count: number;
}

/** Reads the children that may be the best, where the service can find them, else all. */
export async function compareChildren(
  backend: SweepBackend,
  parent: RunRecord,
  primaryMetric: PrimaryMetric,
  options: ReadChildrenOptions,
  readAll: () => Promise<ReadChildren> = () => readChildren(backend, parent, primaryMetric, options),
): Promise<ComparedChildren> {
  const leaders = await readLeaders(backend, parent, primaryMetric, 1, options);
  return leaders === undefined ? amongAll(await readAll()) : amongLeaders(leaders);
}

/** Compares children that were all read. */
export function amongAll({ children, records }: ReadChildren): ComparedChildren {
  return { children, records, states: children, count: children.length };
}

function amongLeaders({ children, records, statuses }: Leaders): ComparedChildren {
  const states = [...statuses.keys()].map((status) => ({ status, missingReason: undefined }));
  return { children, records, states, count: countOf(statuses) };
}
