/** Tags that the MLflow clients, and the server itself, give a meaning to. */
export const mlflowTags = {
  parentRunId: 'mlflow.parentRunId',
  /** Written by Azure's endpoint and by Databricks; an open-source server leaves it out. */
  rootRunId: 'mlflow.rootRunId',
  runName: 'mlflow.runName',
  user: 'mlflow.user',
  description: 'mlflow.note.content',
  /** JSON: the tables and other files that `mlflow.log_table` and its like wrote. */
  loggedArtifacts: 'mlflow.loggedArtifacts',
} as const;

/** Tags of our own, for what MLflow has no place for. */
export const ownTags = {
  /** Stands before the name of a property: MLflow knows tags only. */
  propertyPrefix: 'hyperdrive.property.',
  /** Stands before the name of a tag that MLflow does not take, on a run whose other names are not ours. */
  tagPrefix: 'hyperdrive.tag.',
  /** `escaped` on a run all of whose names we wrote, in the form of `toMlflowName`. */
  names: 'hyperdrive.names',
  /** When a cancel was asked for, in milliseconds since 1970. */
  canceledAt: 'hyperdrive.canceledAt',
  /** The run that a run is a copy of, and its sweep: keys that are the same however often a sweep is copied. */
  copyOf: 'hyperdrive.copyOf',
  copiedSweep: 'hyperdrive.copiedSweep',
} as const;

/** The tags by which a parent run is known as a sweep: the primary metric under Azure's names, newer and older. */
export const sweepTags = ['_aml_system_primary_metric_config', 'primary_metric_config'] as const;

/** How many runs one bulk request may name. */
export const bulkRuns = 100;

/** A bulk answer of so many points may have been cut; the server does not say. */
export const bulkPoints = 25_000;

/** The SQL stores write an infinity as the largest double. */
export const storedInfinity: number = Number.MAX_VALUE;
