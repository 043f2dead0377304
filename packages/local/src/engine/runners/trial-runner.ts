import type { ConfigViolation } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { JsonObject } from '@hyperdrive-run/core/json';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import type { TrialDefinition } from '@hyperdrive-run/core/trial';
import type { StorageError } from '../../storage/database/storage-error.js';
import type { ExperimentScope, RunKey } from '../../storage/run-key.js';
import type { RunToken } from '../run-token.js';
import type { CodeSnapshot } from '../trial/code-snapshot.js';

/** One trial as the engine asks for it. How it comes to run, and where, is its runner's. */
export interface TrialJob {
  readonly scope: ExperimentScope;
  readonly runId: string;
  readonly point: JsonObject;
  readonly definition: TrialDefinition;
  readonly snapshot: CodeSnapshot;
  readonly token: RunToken;
  /** Where the trial reaches the service. */
  readonly serviceAddress: string;
  readonly experimentId: string;
  readonly workspaceId: string;
  /** What `newHandle` returned for this start, where that is stored already. */
  readonly handle?: JsonObject | undefined;
}

/** The trial will not run, for good: starting it again would end the same way. */
export interface TrialRefusal {
  readonly kind: 'refused';
  readonly reason: string;
  /** Whether it holds for each trial of the sweep, as they all ask for the same: none of them will run. */
  readonly isForAll?: boolean | undefined;
}

/** How a job that a runner took ended. */
export type TrialExit =
  | { readonly kind: 'exited'; readonly code: number }
  /** Something ended it by a signal: the system, a person, or this service. */
  | { readonly kind: 'signaled'; readonly signal: string }
  /**
   * Its command has not run and will not under this handle: it may be started again.
   * With `error` what kept it from running is this machine's and may pass: the whole sweep waits for that.
   * With `isForgotten` its engine has lost it, as where that was started anew: that says nothing of the trial.
   */
  | {
      readonly kind: 'never-ran';
      readonly reason: string;
      readonly error?: StorageError | undefined;
      readonly isForgotten?: boolean | undefined;
    }
  /** It ran, or may have, and how it ended is not known: it may not be started again under its run's id. */
  | { readonly kind: 'lost'; readonly reason?: string | undefined };

/**
 * What came of a start.
 * - `started`: the command runs, since `time` where that is known
 * - `unknown`: the answer was lost; the runner is asked later by the handle
 */
export type TrialStart =
  | { readonly kind: 'started'; readonly time?: Date | undefined }
  | TrialRefusal
  | { readonly kind: 'unknown'; readonly reason: string };

/** Where a job is, for people: nothing is decided by it. What is left out is as it was. */
export interface JobPlacement {
  /** The job's id in the listing of its engine. */
  readonly engineId?: string | undefined;
  /** The name of the node that it runs on. */
  readonly node?: string | undefined;
  /** Why it does not run yet, in the engine's words; `null` once it waits no longer. */
  readonly waitsFor?: string | null | undefined;
}

/** A job in its runner's hands: it waits there to be started, runs, or has ended. */
export interface SubmittedTrial {
  /**
   * Settles once it is known whether the command runs, which may take as long as a queue is. It stays open where the
   * job ends before; never rejects.
   */
  readonly started: Promise<TrialStart>;
  /** Resolves once nothing of the trial runs any more and its log is written. Never rejects. Stays open after a refusal. */
  readonly ended: Promise<TrialExit>;
  /** Calls a listener with where the job is: what is known by now, and each change until it ends. Called once at most. */
  readonly onPlacement?: ((listener: (placement: JobPlacement) => void) => void) | undefined;
  /**
   * Asks for the trial to be ended, also where it waits to be started: it does not run after that. Resolves once that is
   * on its way, rejects where it could not be asked for; then it may be called again. `ended` says when it is so.
   */
  end(): Promise<void>;
}

/** A job that is ready to be started. Nothing of it runs. */
export interface PreparedTrial {
  readonly kind: 'prepared';
  /** By which the job is found again, by another process too. Unique to this start. Stored before `start` is called. */
  readonly handle: JsonObject;
  /** Hands the job over. Called once at most. It goes on where this service dies. */
  start(): SubmittedTrial;
}

/** What has become of a job that an earlier service handed over, or was about to. */
export type FoundTrial =
  /** Its command has not run, and will not under this handle. */
  | { readonly kind: 'not-started' }
  /** It waits to be started, or runs. */
  | { readonly kind: 'active'; readonly trial: SubmittedTrial }
  | { readonly kind: 'ended'; readonly exit: TrialExit; readonly time?: Date | undefined }
  /** The runner cannot say now, as while a cluster cannot be reached. That is no verdict: it is asked again. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** A place where trials run: this machine, a cluster. */
export interface TrialRunner {
  /** The compute's name: what a definition's `target` asks for, and what runs name as theirs. */
  readonly name: string;
  /** What the compute is, for messages: `the machine of the local service`. */
  readonly description: string;
  /**
   * Where trials of this runner reach the service, where that is not the address on this machine. Returns `undefined` while
   * there is none.
   */
  readonly serviceAddress?: (() => string | undefined) | undefined;
  /** What of a config, right in itself, this runner does not run. Paths are those of `HyperDriveConfig`. */
  findUnrunnable(config: HyperDriveConfig): readonly ConfigViolation[];
  /**
   * Looks, before a sweep is stored, whether its trials can run now: so that a cluster that is down, a refused token or
   * resources that no node has are one error, and not as many failed trials. A runner without it is always ready.
   * @throws BackendError with the reason, HyperDriveConfigError where another config would run
   */
  readonly requireReady?: ((config: HyperDriveConfig, options: CallOptions) => Promise<void>) | undefined;
  /**
   * The handle of a start that is to be prepared, for a runner that knows it before: it is stored together with the run then, and
   * each trial costs a commit less. `find` returns `not-started` where nothing was prepared under it.
   */
  readonly newHandle?: (() => JsonObject) | undefined;
  /**
   * Makes ready what the trial needs: folders, copies, an environment.
   * @throws StorageError where the disk is full: that is no fault of the trial
   */
  prepare(job: TrialJob): Promise<PreparedTrial | TrialRefusal>;
  /** Finds a job again by its handle, whichever process handed it over. */
  find(key: RunKey, handle: JsonObject): Promise<FoundTrial>;
  /** Removes what is not kept of a trial that has ended. What cannot be removed is left: it disturbs nothing. */
  cleanUp(key: RunKey, handle: JsonObject | undefined): Promise<void>;
}
