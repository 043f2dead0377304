import type { Child } from '../../api/child.js';
import type { ChildChange } from '../../api/child-change.js';
import type { ChildrenUpdate } from '../../api/children-update.js';
import { changeAfter } from '../../api/metric-change.js';

/** So many children's metrics come at once: a page draws what it has before it reads the next ones. */
const mostAtOnce = 200;

/**
 * Cuts an update into pieces that a page can draw one after the other: first which children there are, then what they logged.
 * Applied in turn, the pieces give what the update gives. Only the last one names the moment, so that a page that got fewer begins anew.
 */
export function splitUpdate(update: ChildrenUpdate): readonly ChildrenUpdate[] {
  const { token, isComplete, children, changes } = update;
  if (children.length <= mostAtOnce) return [update];
  const later = children.flatMap((child) => (child.isRead && child.metrics !== undefined ? [metricsOf(child)] : []));
  const pieces = [...changes, ...later];
  const first = { isComplete, children: children.map(withoutMetrics), changes: [] };
  const rest = Array.from({ length: Math.ceil(pieces.length / mostAtOnce) }, (_, index) => ({
    isComplete: false,
    children: [],
    changes: pieces.slice(index * mostAtOnce, (index + 1) * mostAtOnce),
  }));
  const all = [first, ...rest];
  return all.map((piece, index) => ({ ...piece, token: index === all.length - 1 ? token : '' }));
}

function withoutMetrics(child: Child): Child {
  return child.isRead && child.metrics !== undefined ? { ...child, isRead: false, metrics: new Map() } : child;
}

function metricsOf({ runId, status, startTime, endTime, early, isRead, metrics }: Child): ChildChange {
  const whole = new Map([...(metrics ?? [])].map(([name, metric]) => [name, changeAfter(metric, 0)]));
  return { runId, status, startTime, endTime, early, isRead, metrics: whole };
}
