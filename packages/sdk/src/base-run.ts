import { isTerminalStatus, type RunDetails, type RunRecord, type RunStatus } from '@hyperdrive-run/core';
import { checkNonEmptyString, matchesFilter, type RunFilter } from '@hyperdrive-run/core/internal';
import type { CallOptions, RunChanges, SweepBackend } from '@hyperdrive-run/core/ports';
import { checkExperiment } from './arguments/check-handles.js';
import {
  anyObject,
  anyText,
  callChecks,
  checkOptions,
  flag,
  type OptionChecks,
  positiveInteger,
  texts,
} from './arguments/option-checks.js';
import { runFilterChecks } from './arguments/run-filter-checks.js';
import type { Experiment } from './experiment.js';
import type { HyperDriveRun } from './hyperdrive-run.js';
import type { Run } from './run.js';
import { runFactory } from './run-factory.js';
import { toTextMap } from './to-text-map.js';
import type { GoalSource } from './use-cases/best-run/resolve-primary-metric.js';
import { type LogPart, type ReadLogsOptions, readLogs } from './use-cases/lifecycle/read-logs.js';
import { type WaitOptions, waitChecks, waitForCompletion } from './use-cases/lifecycle/wait-for-completion.js';

/** Passed by those who already have what a service said of the run. */
export interface KnownRun {
  readonly record?: RunRecord | undefined;
  readonly parent?: BaseRun | undefined;
}

/** Passed by those who know of a sweep what its config does not contain. */
export interface KnownSweep extends KnownRun {
  readonly goalSource?: GoalSource | undefined;
}

const knownChecks: OptionChecks<KnownRun> = { record: anyObject, parent: anyObject };

/** How the service is asked for a run's state. */
export interface RefreshOptions extends CallOptions {
  /** Asks the service even where the run is known to have ended. Default false. */
  readonly refresh?: boolean | undefined;
}

/** How much of a run's details is asked for. */
export interface GetDetailsOptions extends CallOptions {
  /** Takes the record that was fetched last, where there is one, and asks only for what the details have beside it. Default false. */
  readonly reuseRecord?: boolean | undefined;
}

/** Which children to return. */
export interface GetChildrenOptions extends CallOptions, RunFilter {
  /** Also the children of children, all the way down. Default false. */
  readonly recursive?: boolean | undefined;
  /** How many runs to ask for at once; the backend's own default where undefined. */
  readonly pageSize?: number | undefined;
}

/** How a run's record is had. */
export interface FetchOptions extends RefreshOptions {
  /** Takes the record that is known, whatever its status. Default false. */
  readonly reuseRecord?: boolean | undefined;
}

const detailsChecks: OptionChecks<GetDetailsOptions> = { ...callChecks, reuseRecord: flag };

const fetchChecks: OptionChecks<FetchOptions> = { ...callChecks, refresh: flag, reuseRecord: flag };

const getChildrenChecks: OptionChecks<GetChildrenOptions> = {
  ...callChecks,
  ...runFilterChecks,
  recursive: flag,
  pageSize: positiveInteger,
};

/** A status, and why it is what it is. */
export interface DetailedStatus {
  readonly status: RunStatus;
  /** What the service's queue says, `undefined` where it says nothing. */
  readonly message: string | undefined;
}

/**
 * What a sweep and its children have in common. `getMetrics` is not here: a sweep returns its children's metrics, a run
 * its own, and the two differ in type.
 */
export abstract class BaseRun {
  /** The run's id. */
  readonly id: string;
  /** The experiment that the run belongs to. */
  readonly experiment: Experiment;
  readonly #parent: BaseRun | undefined;
  #record: RunRecord | undefined;

  constructor(experiment: Experiment, runId: string, known: KnownRun = {}) {
    checkExperiment(experiment);
    checkOptions(known, knownChecks, 'known');
    this.id = runId;
    this.experiment = experiment;
    this.#parent = known.parent;
    this.#record = known.record;
  }

  /** The run's id, under the name that Python's results use. */
  get runId(): string {
    return this.id;
  }

  /** What the service said of the run when it was last asked; `undefined` where it was not asked yet. */
  get record(): RunRecord | undefined {
    return this.#record;
  }

  /** The service's kind of run, as last fetched. */
  get type(): string | undefined {
    return this.#record?.runType;
  }

  /** The display name, else the name, as last fetched. */
  get name(): string | undefined {
    return this.#record?.displayName ?? this.#record?.name;
  }

  /** The service's serial number, as last fetched. It collides within a second: never key by it. */
  get number(): number | undefined {
    return this.#record?.number;
  }

  /** The parent run, `undefined` for a run without one, or one that was never fetched. Does no I/O. */
  get parent(): BaseRun | undefined {
    const parentId = this.#record?.parentRunId;
    return this.#parent ?? (parentId === undefined ? undefined : runFactory().openById(this.experiment, parentId));
  }

  /** The run's status. Asks the service each time until the run has ended. */
  async getStatus(options: RefreshOptions = {}): Promise<RunStatus> {
    return (await this.fetchRecord(options)).status;
  }

  /** Everything that the service says of the run: its record, arguments, target and log files. */
  async getDetails(options: GetDetailsOptions = {}): Promise<RunDetails> {
    checkOptions(options, detailsChecks);
    const { signal, reuseRecord = false } = options;
    const known = reuseRecord ? this.#record : undefined;
    const details = await this.backend.getRunDetails(this.id, { signal, known });
    this.#record = details.run;
    return details;
  }

  /** The run's tags, fetched anew. */
  async getTags(options: CallOptions = {}): Promise<ReadonlyMap<string, string>> {
    checkOptions(options, callChecks);
    return (await this.fetchRecord({ ...options, refresh: true })).tags;
  }

  /** The run's properties, fetched anew. */
  async getProperties(options: CallOptions = {}): Promise<ReadonlyMap<string, string>> {
    checkOptions(options, callChecks);
    return (await this.fetchRecord({ ...options, refresh: true })).properties;
  }

  /**
   * The status with what the service's queue says while the run waits: why it does not run yet.
   */
  async getDetailedStatus(options: RefreshOptions = {}): Promise<DetailedStatus> {
    const { status, queueMessage } = await this.fetchRecord(options);
    return { status, message: queueMessage };
  }

  /**
   * The run's children in listing order (newest start first), fetched page by page as you go on. Filters are exact in
   * case, as in the Python class.
   * @throws InvalidArgumentError where `recursive` is no boolean
   */
  async *getChildren(options: GetChildrenOptions = {}): AsyncGenerator<Run | HyperDriveRun, void, undefined> {
    checkOptions(options, getChildrenChecks);
    const { signal, pageSize, recursive = false, ...filter } = options;
    for await (const record of this.backend.listChildRuns(this.id, { recursive, pageSize, signal })) {
      if (matchesFilter(record, filter)) yield runFactory().openRun(this.experiment, record, this.#parentOf(record));
    }
  }

  /**
   * What the run's logs say, file by file; with `follow` also what is added until the run has ended.
   * @throws UnsupportedOperationError where the backend keeps no logs
   */
  getLogs(options: ReadLogsOptions = {}): AsyncGenerator<LogPart, void, undefined> {
    return readLogs(this.backend, this.id, options);
  }

  /**
   * Waits until the run has Completed, Failed or been Canceled, and returns its last record.
   * @throws RunFailedError where it Failed, unless `throwOnError` is false
   * @throws BackendError with code `timed-out` after `timeoutMs`
   */
  async waitForCompletion(options: WaitOptions = {}): Promise<RunRecord> {
    checkOptions(options, waitChecks);
    this.#record = await waitForCompletion(this.backend, this.id, options);
    return this.#record;
  }

  /** Sets tags; others stay as they are. Returns all tags. */
  async setTags(
    tags: Readonly<Record<string, string>> | ReadonlyMap<string, string>,
    options: CallOptions = {},
  ): Promise<ReadonlyMap<string, string>> {
    return (await this.#change({ setTags: toTextMap('tags', tags) }, options)).tags;
  }

  /** Removes tags by name; a name that does not exist is no failure. Returns the tags that are left. */
  async removeTags(names: readonly string[], options: CallOptions = {}): Promise<ReadonlyMap<string, string>> {
    texts('names', names);
    return (await this.#change({ removeTags: names }, options)).tags;
  }

  /** Adds properties. Services keep them for good: they cannot be removed. Returns all properties. */
  async addProperties(
    properties: Readonly<Record<string, string>> | ReadonlyMap<string, string>,
    options: CallOptions = {},
  ): Promise<ReadonlyMap<string, string>> {
    return (await this.#change({ addProperties: toTextMap('properties', properties) }, options)).properties;
  }

  /** Sets the name that people see. */
  async setDisplayName(displayName: string, options: CallOptions = {}): Promise<void> {
    await this.#change({ displayName: checkNonEmptyString('displayName', displayName) }, options);
  }

  /** Sets the description that people see. */
  async setDescription(description: string, options: CallOptions = {}): Promise<void> {
    anyText('description', description);
    await this.#change({ description }, options);
  }

  /**
   * Archives the run: listings leave it out, and it can still be opened by its id.
   * @throws UnsupportedOperationError where the backend keeps no archive
   */
  async archive(options: CallOptions = {}): Promise<void> {
    await this.#change({ hidden: true }, options);
  }

  /** Takes the run out of the archive. */
  async restore(options: CallOptions = {}): Promise<void> {
    await this.#change({ hidden: false }, options);
  }

  /** The names of the run's files, its logs included. */
  async *getFileNames(options: CallOptions = {}): AsyncGenerator<string, void, undefined> {
    checkOptions(options, callChecks);
    yield* this.backend.listFiles(this.id, options);
  }

  /**
   * A file of the run, as a stream of bytes.
   * @param name as `getFileNames` gives it, such as `outputs/model.json`
   */
  async downloadFile(name: string, options: CallOptions = {}): Promise<AsyncIterable<Uint8Array>> {
    checkNonEmptyString('name', name);
    checkOptions(options, callChecks);
    return this.backend.openFile(this.id, name, options);
  }

  /** The address of a page for people about the run: the one that its service names, as last fetched, or the backend's. */
  getPortalUrl(): string | undefined {
    return this.#record?.portalUrl ?? this.backend.getPortalUrl(this.id);
  }

  /** The record, fetched unless it is known that the run changes no more, or `reuseRecord` takes what is known. */
  protected async fetchRecord(options: FetchOptions = {}): Promise<RunRecord> {
    checkOptions(options, fetchChecks);
    const record = this.#record;
    const isEnough = record !== undefined && (options.reuseRecord === true || isTerminalStatus(record.status));
    if (options.refresh !== true && isEnough) return record;
    this.#record = await this.backend.getRun(this.id, { signal: options.signal });
    return this.#record;
  }

  /** Of a child's child only the id of its parent is known. */
  #parentOf(record: RunRecord): BaseRun | undefined {
    return record.parentRunId === this.id ? this : undefined;
  }

  async #change(changes: RunChanges, options: CallOptions): Promise<RunRecord> {
    checkOptions(options, callChecks);
    this.#record = await this.backend.updateRun(this.id, changes, options);
    return this.#record;
  }

  protected get backend(): SweepBackend {
    return this.experiment.backend;
  }
}
