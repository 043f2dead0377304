import {
  type ChildSummary,
  type MetricReading,
  type MetricScope,
  type PrimaryMetric,
  type PrimaryMetricGoal,
  readMetric,
  selectBestChild,
  sortChildren,
  summarizeChild,
} from '@hyperdrive-run/core';
import type { Child } from '../../api/child.js';

/** How the table is ranked: what the controls say. */
export interface Ranking {
  readonly metric: string;
  readonly goal: PrimaryMetricGoal;
  readonly scope: MetricScope;
  readonly reverse: boolean;
  readonly discardNoMetric: boolean;
  readonly top: number;
}

/** A row of the table. */
export interface RankedChild extends ChildSummary {
  readonly child: Child;
}

/** The children in the order of the table, and the best of all of them under the same rule. */
export interface RankedChildren {
  readonly rows: readonly RankedChild[];
  readonly bestRunId: string | undefined;
  /** The others whose value is that of the best. */
  readonly tiedRunIds: ReadonlySet<string>;
}

/** What the sweep itself is ranked by, and the run that it calls its best. */
export interface SweepBest {
  readonly primaryMetric: PrimaryMetric;
  readonly bestRunId: string | undefined;
}

/** What metrics say, by child: a child that has not changed is the same object, and need not be read again. */
const readings = new WeakMap<Child, { readonly rule: string; readonly reading: MetricReading }>();

function readingOf(child: Child, { metric, goal, scope }: Ranking, isOwnRanking: boolean): MetricReading {
  if (!child.isRead) {
    const early = isOwnRanking ? child.early : undefined;
    if (typeof early === 'number') return { kind: 'value', value: early, origin: undefined };
    return { kind: 'missing', reason: early ?? 'not-logged' };
  }
  if (child.metrics === undefined) return { kind: 'missing', reason: 'unreadable' };
  const rule = `${goal} ${scope} ${metric}`;
  const known = readings.get(child);
  if (known?.rule === rule) return known.reading;
  const reading = readMetric(child.metrics.get(metric), goal, scope);
  readings.set(child, { rule, reading });
  return reading;
}

/**
 * Ranks in the browser with the same rules as everywhere: core's. Where the sweep's own ranking is asked for, its own
 * best run is the best: of tied children the service may have recorded another one than the first. Of the children
 * without a value, those that failed come last: nobody waits for theirs.
 */
export function rankChildren(children: readonly Child[], ranking: Ranking, sweep?: SweepBest): RankedChildren {
  const { metric, goal, scope } = ranking;
  const isOwnRanking = metric === sweep?.primaryMetric.name && goal === sweep.primaryMetric.goal && scope === 'best';
  const all = children.map((child): RankedChild => {
    const reading = readingOf(child, ranking, isOwnRanking);
    return { ...summarizeChild(child, reading, child.hyperparameters), child };
  });
  const own = isOwnRanking ? all.find(({ runId }) => runId === sweep.bestRunId) : undefined;
  const best = own ?? selectBestChild(all, goal);
  const tied = all.filter((child) => child.runId !== best?.runId && hasValueOf(child, best));
  const rows = failedLast(sortChildren(all, goal, { ...ranking, top: 0 }));
  return {
    rows: ranking.top === 0 ? rows : rows.slice(0, ranking.top),
    bestRunId: best?.runId,
    tiedRunIds: new Set(tied.map(({ runId }) => runId)),
  };
}

function hasValueOf(child: ChildSummary, best: ChildSummary | undefined): boolean {
  return best?.bestPrimaryMetric !== undefined && child.bestPrimaryMetric === best.bestPrimaryMetric;
}

function failedLast(sorted: readonly RankedChild[]): readonly RankedChild[] {
  const isLast = ({ bestPrimaryMetric, status }: RankedChild): boolean =>
    bestPrimaryMetric === undefined && status === 'Failed';
  return [...sorted.filter((row) => !isLast(row)), ...sorted.filter(isLast)];
}

/** The names of all hyperparameters, in the order of the first trial that has them, so that columns stay in place. */
export function hyperparameterNames(children: readonly Child[]): string[] {
  // The listing begins with the newest.
  return [...new Set(children.toReversed().flatMap(({ hyperparameters }) => [...(hyperparameters?.keys() ?? [])]))];
}

/** The names of all metrics of single values that some child logged, the given one first. */
export function metricNames(children: readonly Child[], first: string): string[] {
  const logged = children.flatMap(({ metrics }) => [...(metrics?.values() ?? [])]);
  const names = new Set(logged.flatMap(({ kind, name }) => (kind === 'scalar' ? [name] : [])));
  names.delete(first);
  return [first, ...[...names].toSorted()];
}
