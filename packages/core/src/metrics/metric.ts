/** A number that keeps every digit: integers beyond 2^53 are bigint. */
export type MetricNumber = number | bigint;

/** One logged cell, decoded by its column's type. `null` is a cell without a usable value. */
export type MetricCell = MetricNumber | string | boolean | null;

/** The type that a service gives a column. Unknown ones are kept as text. */
export type MetricColumnType = 'int' | 'double' | 'float' | 'string' | 'bool' | 'none' | (string & {});

/** One logged value with when and at which step. */
export interface MetricPoint {
  readonly value: MetricCell;
  /** The step that the script gave, where it gave one. */
  readonly step?: number | undefined;
  /** When the value was logged (the training machine's clock). */
  readonly time?: Date | undefined;
}

/**
 * A metric logged as single values: once, many times, or many at once (`log_list`, which the Python class reads alike).
 * Points are in the order in which they were committed.
 */
export interface ScalarMetric {
  readonly kind: 'scalar';
  readonly name: string;
  readonly valueType: MetricColumnType;
  readonly points: readonly MetricPoint[];
}

/** A metric of rows with named columns (`log_row`, `log_table`). */
export interface TableMetric {
  readonly kind: 'table';
  readonly name: string;
  /** Each column's type, by name, in the service's order. */
  readonly columns: ReadonlyMap<string, MetricColumnType>;
  /** The rows in the order in which they were committed; a row may lack columns. */
  readonly rows: readonly MetricRow[];
}

/** One row of a table metric. */
export interface MetricRow {
  readonly cells: ReadonlyMap<string, MetricCell>;
  readonly step?: number | undefined;
  readonly time?: Date | undefined;
}

/** A metric whose content is a file: an image, a confusion matrix, ... */
export interface ArtifactMetric {
  readonly kind: 'artifact';
  readonly name: string;
  /** The service's type, such as `azureml.v2.image`. */
  readonly artifactType: string;
  /** Where the content lies, as the service writes it (`aml://artifactId/...`). One entry a logging. */
  readonly references: readonly string[];
}

/** Everything that was logged under one name in one run. */
export type Metric = ScalarMetric | TableMetric | ArtifactMetric;
