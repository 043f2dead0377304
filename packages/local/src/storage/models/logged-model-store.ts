import type { JsonObject } from '@hyperdrive-run/core/json';
import type { ExperimentScope, RunKey, WorkspaceScope } from '../run-key.js';

/** A model that MLflow's client logged. */
export interface StoredModel {
  /** Unique in its workspace. */
  readonly modelId: string;
  readonly scope: ExperimentScope;
  /** The run that it is of; one can be logged without. */
  readonly runId: string | undefined;
  /** What is known of it besides. */
  readonly record: JsonObject;
}

/** A record that is stored once: the same identity again adds nothing. */
export interface IdentifiedRecord {
  readonly identity: string;
  readonly record: JsonObject;
}

/** Logged models, their metrics, and what runs took in and put out. Records are the caller's matter. */
export interface LoggedModelStore {
  /** Adds a model, or replaces its record. */
  save(model: StoredModel): void;
  get(workspace: WorkspaceScope, modelId: string): StoredModel | undefined;
  /** In the order in which they were logged. */
  ofExperiment(scope: ExperimentScope): readonly StoredModel[];
  ofRun(run: RunKey): readonly StoredModel[];
  /** Metrics of a model that a run logged. */
  addMetrics(model: Pick<StoredModel, 'scope' | 'modelId'>, run: RunKey, metrics: readonly IdentifiedRecord[]): void;
  metricsOf(model: Pick<StoredModel, 'scope' | 'modelId'>): readonly JsonObject[];
  /** What a run took in or put out, such as a data set, by kind. */
  addLinks(run: RunKey, kind: string, links: readonly IdentifiedRecord[]): void;
  /** By kind, in the order in which they were added. */
  linksOf(run: RunKey): ReadonlyMap<string, readonly JsonObject[]>;
}
