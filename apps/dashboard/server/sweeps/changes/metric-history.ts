import type { Metric, MetricCell, MetricPoint } from '@hyperdrive-run/core';
import { changeAfter, type MetricChange } from '../../../api/metric-change.js';

/** A metric of one child over the looks at it. */
export interface MetricHistory {
  readonly metric: Metric;
  /** The last look at which anything of it was another one. */
  readonly changedAt: number;
  /**
   * How many points or rows it had from a look on, oldest first: of the last looks since it was new, or no continuation of
   * what it had been. A page that has seen none of these gets the metric whole.
   */
  readonly lengths: readonly Length[];
}

interface Length {
  readonly look: number;
  readonly length: number;
}

/** A page asks again after seconds: what it knows is one of the last looks. */
const mostLengths = 64;

/** The history after one more look. @param before `undefined` where the metric is new */
export function continueHistory(before: MetricHistory | undefined, metric: Metric, look: number): MetricHistory {
  if (before?.metric === metric) return before;
  const length = lengthOf(metric);
  if (before === undefined || !continues(before.metric, metric)) {
    return { metric, changedAt: look, lengths: [{ look, length }] };
  }
  const isLonger = length > lengthOf(before.metric);
  if (!isLonger && hasSameFrame(before.metric, metric)) return { ...before, metric };
  const lengths = isLonger ? [...before.lengths.slice(1 - mostLengths), { look, length }] : before.lengths;
  return { ...before, metric, changedAt: look, lengths };
}

/** What has changed since a look; `undefined` where nothing has. */
export function changeSince(history: MetricHistory, look: number): MetricChange | undefined {
  const { metric, changedAt, lengths } = history;
  if (changedAt <= look) return undefined;
  return changeAfter(metric, lengths.findLast((entry) => entry.look <= look)?.length ?? 0);
}

function lengthOf(metric: Metric): number {
  if (metric.kind === 'artifact') return metric.references.length;
  return metric.kind === 'scalar' ? metric.points.length : metric.rows.length;
}

/** Whether all points or rows of `before` are the first ones of `after`, which may call their types otherwise. */
function continues(before: Metric, after: Metric): boolean {
  if (before.kind === 'scalar' && after.kind === 'scalar') {
    return before.points.every((point, index) => {
      const same = after.points[index];
      return same !== undefined && Object.is(point.value, same.value) && isSamePlace(point, same);
    });
  }
  if (before.kind === 'table' && after.kind === 'table') {
    return before.rows.every((row, index) => {
      const same = after.rows[index];
      return same !== undefined && isSamePlace(row, same) && isSameMap(row.cells, same.cells);
    });
  }
  if (before.kind !== 'artifact' || after.kind !== 'artifact') return false;
  return before.references.every((reference, index) => reference === after.references[index]);
}

/** Whether everything but the points, rows or references is the same. */
function hasSameFrame(before: Metric, after: Metric): boolean {
  if (before.name !== after.name) return false;
  if (before.kind === 'scalar') return after.kind === 'scalar' && before.valueType === after.valueType;
  if (before.kind === 'table') return after.kind === 'table' && isSameMap(before.columns, after.columns);
  return after.kind === 'artifact' && before.artifactType === after.artifactType;
}

function isSamePlace(a: Omit<MetricPoint, 'value'>, b: Omit<MetricPoint, 'value'>): boolean {
  return a.step === b.step && a.time?.getTime() === b.time?.getTime();
}

function isSameMap(a: ReadonlyMap<string, MetricCell>, b: ReadonlyMap<string, MetricCell>): boolean {
  if (a.size !== b.size) return false;
  // The order too: it is that of a table's columns.
  const others = b.entries();
  for (const [name, cell] of a) {
    const [otherName, otherCell] = others.next().value ?? [];
    if (name !== otherName || !Object.is(cell, otherCell)) return false;
  }
  return true;
}
