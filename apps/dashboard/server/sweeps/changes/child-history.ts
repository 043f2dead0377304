import { writeJson } from '@hyperdrive-run/sdk';
import { type Child, childToJson } from '../../../api/child.js';
import type { ChildChange } from '../../../api/child-change.js';
import type { MetricChange } from '../../../api/metric-change.js';
import { changeSince, continueHistory, type MetricHistory } from './metric-history.js';

/** A child over the looks at its sweep. */
export interface ChildHistory {
  readonly child: Child;
  /** The last look after which no change of it can be said: it was new, or something other than what a change names is new. */
  readonly replacedAt: number;
  /** The last look at which anything of it was another one. */
  readonly changedAt: number;
  readonly metrics: ReadonlyMap<string, MetricHistory>;
}

/** The history after one more look. @param before `undefined` where the child is new */
export function continueChild(before: ChildHistory | undefined, child: Child, look: number): ChildHistory {
  // A child that has ended is the same object at every look.
  if (before?.child === child) return before;
  const isReplaced = before === undefined || !hasSameFrame(before.child, child);
  const known = isReplaced ? new Map<string, MetricHistory>() : before.metrics;
  const metrics = new Map(
    [...(child.metrics ?? [])].map(([name, metric]) => [name, continueHistory(known.get(name), metric, look)]),
  );
  if (isReplaced) return { child, replacedAt: look, changedAt: look, metrics };
  const isChanged =
    stateOf(before.child) !== stateOf(child) || [...metrics.values()].some(({ changedAt }) => changedAt === look);
  return { child, replacedAt: before.replacedAt, changedAt: isChanged ? look : before.changedAt, metrics };
}

/** What has changed since a look at which the child was there already and not replaced since. */
export function changeOf({ child, metrics }: ChildHistory, look: number): ChildChange {
  const changes = [...metrics].flatMap(([name, history]): [string, MetricChange][] => {
    const change = changeSince(history, look);
    return change === undefined ? [] : [[name, change]];
  });
  const { runId, status, startTime, endTime, early, isRead } = child;
  return { runId, status, startTime, endTime, early, isRead, metrics: new Map(changes) };
}

/** What a change names beside metrics. */
function stateOf({ status, startTime, endTime, early, isRead }: Child): string {
  return [status, startTime?.getTime(), endTime?.getTime(), early, isRead].join(' ');
}

/** Whether a change can say how the two differ: in what it names and in metrics, all of which are still there and in their order. */
function hasSameFrame(before: Child, after: Child): boolean {
  if ((before.metrics === undefined) !== (after.metrics === undefined)) return false;
  const names = [...(after.metrics?.keys() ?? [])];
  if (![...(before.metrics?.keys() ?? [])].every((name, index) => name === names[index])) return false;
  return frameOf(before) === frameOf(after);
}

function frameOf(child: Child): string {
  const nothing = { startTime: undefined, endTime: undefined, early: undefined, isRead: false, metrics: undefined };
  return writeJson(childToJson({ ...child, ...nothing, status: '' }));
}
