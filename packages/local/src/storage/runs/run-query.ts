import type { ExperimentScope, WorkspaceScope } from '../run-key.js';
import type { StoredRun } from './stored-run.js';

/** A field of a run that a filter can name. */
export type RunFilterField =
  | { readonly kind: 'run'; readonly name: 'runId' | 'parentRunId' | 'rootRunId' | 'status' | 'runType' | 'name' }
  | { readonly kind: 'time'; readonly name: 'createdTime' | 'startTime' | 'endTime' }
  | { readonly kind: 'tag'; readonly name: string }
  | { readonly kind: 'property'; readonly name: string };

/**
 * A condition on runs. Text is compared exactly, case included. `null` means that the run has no such thing; of a tag or
 * property it means, as in Azure ML, that the name exists without a value, so `ne null` is true where it has one.
 */
export type RunFilter =
  | { readonly kind: 'and' | 'or'; readonly of: readonly RunFilter[] }
  | {
      readonly kind: 'compare';
      readonly field: RunFilterField;
      readonly operator: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
      readonly value: string | Date | null;
    };

/**
 * The order of a listing. It is total: no two runs have the same place.
 * - `start-time-descending`: runs that have not started come first, the last created before the others; then those
 *   started last; runs started in the same millisecond come the last created first.
 * - `start-time-ascending`: exactly the reverse.
 * - `created-descending`, `created-ascending`: by the order of creation.
 */
export type RunOrder = 'start-time-descending' | 'start-time-ascending' | 'created-descending' | 'created-ascending';

export interface RunQuery {
  /** A workspace, or one experiment of it. */
  readonly scope: WorkspaceScope | ExperimentScope;
  readonly parentRunId?: string | undefined;
  readonly filter?: RunFilter | undefined;
  /** Default `start-time-descending`. */
  readonly order?: RunOrder | undefined;
  /** At least 1. */
  readonly pageSize: number;
  /**
   * From the page before. A listing shows the runs that were there when its first page was read, in their order at that
   * time, each once, however many are added or started meanwhile; what it reports of them is what they are now.
   */
  readonly continuationToken?: string | undefined;
}

export interface RunPage {
  readonly runs: readonly StoredRun[];
  /** Missing on the last page. */
  readonly continuationToken?: string | undefined;
}
