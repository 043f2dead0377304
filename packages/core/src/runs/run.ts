import type { JsonObject } from '../json/json-value.js';
import type { PrimaryMetric } from '../ranking/primary-metric.js';
import type { RunStatus } from './run-status.js';
import type { SearchTrial } from './search-trial.js';

/** What a service says of why a run failed. */
export interface RunErrorDetail {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

/**
 * A run as a backend returns it: a sweep's parent, one of its children, or any other run.
 * Whatever a service may leave out is optional. Tags and properties are Maps: their keys are users' words.
 */
export interface RunRecord {
  readonly runId: string;
  readonly status: RunStatus;
  readonly parentRunId?: string | undefined;
  readonly rootRunId?: string | undefined;
  readonly experimentName?: string | undefined;
  /** The service's kind of run, such as `hyperdrive` or `azureml.scriptrun`. */
  readonly runType?: string | undefined;
  /** A serial number that services give. It collides: never key by it. */
  readonly number?: number | undefined;
  readonly name?: string | undefined;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
  /** Hidden runs are in no listing of children. */
  readonly hidden: boolean;
  readonly tags: ReadonlyMap<string, string>;
  readonly properties: ReadonlyMap<string, string>;
  /**
   * The run's own parameters as text, where the service keeps them with the run (MLflow does). Where this is not
   * `undefined`, there is nothing more to ask for.
   */
  readonly parameters?: ReadonlyMap<string, string> | undefined;
  /**
   * What the run's children are judged by, where somebody named it when the run was put where it is now: it goes before
   * what the run's tags say. A run with it is a sweep.
   */
  readonly primaryMetric?: PrimaryMetric | undefined;
  /**
   * What the sweep is to do, in this project's own JSON of a config, where its service keeps that in another form than the
   * tags: as Azure Resource Manager does. Each part of it goes before what the run's tags say.
   */
  readonly config?: JsonObject | undefined;
  /** A page for people about the run, where the service names one. */
  readonly portalUrl?: string | undefined;
  readonly createdTime?: Date | undefined;
  readonly startTime?: Date | undefined;
  readonly endTime?: Date | undefined;
  readonly error?: RunErrorDetail | undefined;
  readonly warnings: readonly string[];
  /** Why the run was canceled, where the service says it. */
  readonly cancellationReason?: string | undefined;
  readonly createdBy?: string | undefined;
  /** What the service's queue says while the run waits. */
  readonly queueMessage?: string | undefined;
  /**
   * How many children the run itself says that it had, where it says so. A service may keep fewer of them.
   */
  readonly expectedChildren?: number | undefined;
  /**
   * What a search of another tool wrote down about the run's trial; `undefined` for a run that belongs to none.
   * `status` is already that of `statusOfTrial`.
   */
  readonly searchTrial?: SearchTrial | undefined;
}

/** What `getDetails()` returns: the run with what only a request of its own brings. */
export interface RunDetails {
  readonly run: RunRecord;
  readonly target?: string | undefined;
  /** The arguments of the run's own command line, where its definition contains them. */
  readonly arguments: readonly string[];
  /** Names of the log files; read one with `openFile`. `undefined` where the backend keeps no logs. */
  readonly logFiles: readonly string[] | undefined;
}
