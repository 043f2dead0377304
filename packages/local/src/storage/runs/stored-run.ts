import type { RunErrorDetail, RunRecord, RunStatus } from '@hyperdrive-run/core';
import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import type { ExperimentScope } from '../run-key.js';

/** A run as the store keeps it. Times are exact to the millisecond. */
export interface StoredRun extends RunRecord {
  readonly scope: ExperimentScope;
  /** The order of creation in the whole store; never reused. */
  readonly sequence: number;
  readonly rootRunId: string;
  readonly experimentName: string;
  readonly number: number;
  readonly createdTime: Date;
  /** What was submitted: command, arguments, environment variables, ... */
  readonly runDefinition?: JsonValue | undefined;
  /** Where it runs, such as `local`. */
  readonly target?: string | undefined;
}

/** What of a run says how far it is. */
export type RunProgress = Pick<StoredRun, 'status' | 'startTime'>;

/** What a run is created from. What is left out gets the default that is written beside it. */
export interface NewRun {
  readonly scope: ExperimentScope;
  readonly runId: string;
  /** Default `NotStarted`. */
  readonly status?: RunStatus | undefined;
  readonly parentRunId?: string | undefined;
  /** Default: the parent's root where there is a parent, else the run itself. */
  readonly rootRunId?: string | undefined;
  readonly runType?: string | undefined;
  /** Default: the sequence. */
  readonly number?: number | undefined;
  readonly name?: string | undefined;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
  /** Default false. */
  readonly hidden?: boolean | undefined;
  readonly tags?: ReadonlyMap<string, string> | undefined;
  readonly properties?: ReadonlyMap<string, string> | undefined;
  /** Default: now. */
  readonly createdTime?: Date | undefined;
  readonly startTime?: Date | undefined;
  readonly endTime?: Date | undefined;
  readonly error?: RunErrorDetail | undefined;
  readonly warnings?: readonly string[] | undefined;
  readonly cancellationReason?: string | undefined;
  readonly createdBy?: string | undefined;
  readonly queueMessage?: string | undefined;
  readonly runDefinition?: JsonValue | undefined;
  readonly target?: string | undefined;
  /** As `setEngineState` stores it. */
  readonly engineState?: JsonObject | undefined;
}

/** What can change of a run. Only what is given is touched; all of one call is written or nothing of it. */
export interface RunUpdate {
  readonly status?: RunStatus | undefined;
  readonly startTime?: Date | undefined;
  /** `null` removes it. */
  readonly endTime?: Date | null | undefined;
  /** Added to the tags that it has; the same name is overwritten. */
  readonly setTags?: ReadonlyMap<string, string> | undefined;
  /** Names that it does not have are no failure. Removed before `setTags` is applied. */
  readonly removeTags?: readonly string[] | undefined;
  readonly addProperties?: ReadonlyMap<string, string> | undefined;
  readonly name?: string | undefined;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
  readonly hidden?: boolean | undefined;
  /** `null` removes it. */
  readonly error?: RunErrorDetail | null | undefined;
  /** Added after the warnings that it has. */
  readonly addWarnings?: readonly string[] | undefined;
  /** `null` removes it. */
  readonly cancellationReason?: string | null | undefined;
  /** `null` removes it. */
  readonly queueMessage?: string | null | undefined;
  readonly runDefinition?: JsonValue | undefined;
  readonly target?: string | undefined;
  /** As `setEngineState` stores it. */
  readonly engineState?: JsonObject | undefined;
}
