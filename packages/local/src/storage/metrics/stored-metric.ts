import type { MetricColumnType } from '@hyperdrive-run/core';
import type { JsonObject } from '@hyperdrive-run/core/json';

/** How many columns a row may have, and all rows of a metric together: each of them is returned with all. Azure ML takes 50. */
export const mostColumns = 1000;

/** One row to be logged under a metric's name. */
export interface NewMetricRow {
  /** Unique in its run: a row whose id is known adds nothing, so deliveries can be repeated. */
  readonly metricId: string;
  readonly name: string;
  /** The protocol's `uxMetricType`: `azureml.v1.scalar`, `azureml.v1.table`, ... */
  readonly metricType: string;
  readonly columns: ReadonlyMap<string, MetricColumnType>;
  /** The cells by column. Integers beyond 2^53 are bigint. NaN and the infinities may be numbers or their names. */
  readonly data: JsonObject;
  readonly step?: number | undefined;
  readonly time: Date;
}

/** A logged row as it is read back. */
export interface StoredMetricRow {
  /** The place in the order in which rows were committed, over the whole store. */
  readonly sequence: number;
  readonly metricId: string;
  /** The cells by column, as the protocol writes them: NaN and the infinities are the texts `NaN`, `Infinity`, `-Infinity`. */
  readonly data: JsonObject;
  readonly step?: number | undefined;
  readonly time: Date;
}

/**
 * What is known of a metric without its rows. The metric type is that of the first row. Columns are those of all rows;
 * where rows disagree on a column's type the first one counts, but `int` gives way to `double` and `float`, and `none`
 * to all.
 */
export interface StoredMetric {
  readonly name: string;
  readonly metricType: string;
  readonly columns: ReadonlyMap<string, MetricColumnType>;
}

/** Which rows of a metric to read. */
export interface MetricRowsQuery {
  /** Only rows committed after the one with this sequence. */
  readonly afterSequence?: number | undefined;
  readonly limit?: number | undefined;
  /** Only rows logged at or after this time. */
  readonly startTime?: Date | undefined;
  /** Only rows logged at or before this time. */
  readonly endTime?: Date | undefined;
}

/** Which of the rows in an order to read. */
export interface MetricRowsRange {
  /** How many are left out at the beginning. */
  readonly offset: number;
  /** How many are read at most. */
  readonly limit: number;
}
