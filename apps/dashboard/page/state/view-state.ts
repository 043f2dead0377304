import type { MetricScale } from '@hyperdrive-run/charts';
import type { MetricScope, PrimaryMetricGoal } from '@hyperdrive-run/core';
import type { BrushedRange } from './brushed-range.js';
import type { Sorting } from './sorting.js';

/** A range that a value of a column has to be in. */
export interface ValueRange {
  /** The id of a column: see {@link columnId}. */
  readonly column: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** Everything that a person has chosen on the page of a sweep. It is in the address, so that a reload and a link keep it. */
export interface ViewState {
  /** The metric of the ranking; the sweep's own where undefined, as with the goal. */
  readonly metric: string | undefined;
  readonly goal: PrimaryMetricGoal | undefined;
  readonly scope: MetricScope;
  /** How the metric's values are drawn, in the rows and in the charts. */
  readonly scale: MetricScale;
  /** Whether the worst come first. */
  readonly reverse: boolean;
  readonly top: number;
  readonly discardNoMetric: boolean;
  readonly sort: Sorting | undefined;
  /** What a row's texts have to contain. */
  readonly find: string;
  /** Only these statuses; all where empty. */
  readonly statuses: readonly string[];
  readonly ranges: readonly ValueRange[];
  /** The ids of columns that are usually shown, and are not. */
  readonly hidden: readonly string[];
  /** The ids of columns that are usually not shown, and are. */
  readonly shown: readonly string[];
  /** The ids of the trials that were chosen, without what they share with the sweep's. */
  readonly chosen: readonly string[];
  /** The ranges that were brushed in a chart: only trials inside of all of them are shown. */
  readonly brushed: readonly BrushedRange[];
}

/** What nobody has changed. */
export const usualState: ViewState = {
  metric: undefined,
  goal: undefined,
  scope: 'best',
  scale: 'auto',
  reverse: false,
  top: 0,
  discardNoMetric: false,
  sort: undefined,
  find: '',
  statuses: [],
  ranges: [],
  hidden: [],
  shown: [],
  chosen: [],
  brushed: [],
};

/** Names a column: one of the table's own, one of a hyperparameter or one of a metric, whatever these are called. */
export function columnId(kind: 'own' | 'hyperparameter' | 'metric', name: string): string {
  return kind === 'own' ? name : `${kind === 'hyperparameter' ? 'h' : 'm'}:${name}`;
}
