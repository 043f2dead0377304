import type { Hyperparameters } from '../hyperparameters/hyperparameters.js';
import type { Metric } from '../metrics/metric.js';
import type { RunRecord } from '../runs/run.js';
import type { ChildSummary } from '../runs/summarize-child.js';

/**
 * A cell. `null` is what is missing: what a child never logged, a hyperparameter that it does not have or whose value is
 * `null`. Whole numbers are bigint beyond 2^53 only. Lists and objects are their JSON as text.
 */
export type RowValue = string | number | bigint | boolean | Date | null;

/** What a column is of: of the run itself, or one of the user's own names. */
export type RowSourceKind = 'run' | 'hyperparameter' | 'metric';

/** One column of a table, from top to bottom. */
export interface RowColumn {
  /** Different from those of all other columns. */
  readonly name: string;
  /** Whether the name is one of the user's. */
  readonly of: RowSourceKind;
  readonly values: readonly RowValue[];
}

/** A child with all that its rows are made of. */
export interface RowSource {
  readonly summary: ChildSummary;
  /** Its run, where it is known: without it there are no times and no reason of a failure. */
  readonly record?: RunRecord | undefined;
  readonly hyperparameters?: Hyperparameters | undefined;
  /**
   * Whether the service keeps its hyperparameters as text alone, as MLflow does. A column in which all of those texts are
   * numbers is then one of numbers. Default false.
   */
  readonly areTexts?: boolean | undefined;
  readonly metrics?: ReadonlyMap<string, Metric> | undefined;
}
