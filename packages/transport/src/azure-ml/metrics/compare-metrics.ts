import type { Metric, MetricPoint, MetricRow } from '@hyperdrive-run/core';

type RunMetrics = ReadonlyMap<string, Metric>;

function sameMoment(a: Pick<MetricPoint, 'step' | 'time'>, b: Pick<MetricPoint, 'step' | 'time'>): boolean {
  return a.step === b.step && a.time?.getTime() === b.time?.getTime();
}

function samePoint(a: MetricPoint, b: MetricPoint): boolean {
  return Object.is(a.value, b.value) && sameMoment(a, b);
}

function sameRow(a: MetricRow, b: MetricRow): boolean {
  const { cells } = b;
  return (
    sameMoment(a, b) &&
    a.cells.size === cells.size &&
    [...a.cells].every(([column, cell]) => cells.has(column) && Object.is(cells.get(column), cell))
  );
}

function sameColumns(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([column, type]) => b.get(column) === type);
}

function begins<T>(whole: readonly T[], part: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return part.length <= whole.length && part.every((item, at) => same(item, whole[at] ?? item));
}

function metricBegins(whole: Metric | undefined, part: Metric): boolean {
  if (part.kind === 'scalar' && whole?.kind === 'scalar') {
    return whole.valueType === part.valueType && begins(whole.points, part.points, samePoint);
  }
  if (part.kind === 'table' && whole?.kind === 'table') {
    return sameColumns(whole.columns, part.columns) && begins(whole.rows, part.rows, sameRow);
  }
  if (part.kind === 'artifact' && whole?.kind === 'artifact') {
    return whole.artifactType === part.artifactType && begins(whole.references, part.references, Object.is);
  }
  return false;
}

/**
 * Whether all that one reading of a run has is in another one of it, value for value and in the same order: what a reading
 * from before has of one from after it, where nothing is missing or changed.
 */
export function beginsWith(whole: RunMetrics, part: RunMetrics): boolean {
  return [...part].every(([name, metric]) => metricBegins(whole.get(name), metric));
}

/** Whether two readings of a run are the same. */
export function sameMetrics(a: RunMetrics, b: RunMetrics): boolean {
  return beginsWith(a, b) && beginsWith(b, a);
}
