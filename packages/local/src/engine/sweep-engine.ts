import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { JsonObject } from '@hyperdrive-run/core/json';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import type { ExperimentScope, RunKey } from '../storage/run-key.js';
import type { StoredRun } from '../storage/runs/stored-run.js';
import type { TrialsAtShutDown } from './sweep/sweep-controls.js';

/** A sweep on its way into the engine. */
export interface SubmitSweepRequest {
  /** Where the parent run and its trials are to live. */
  readonly scope: ExperimentScope;
  readonly config: HyperDriveConfig;
  /**
   * The config as it came over the wire. The parent's tags repeat its parts (`generator_config`, `policy_config`, ...)
   * as they were sent, so that a reader finds what the writer wrote.
   */
  readonly rawConfig: JsonObject;
  /** The parent's id where the client chose it (`hdruns/{customId}`, `runs/{id}`); otherwise `HD_<uuid>` is made. */
  readonly runId?: string | undefined;
  /** Who submitted it, as the client says. */
  readonly user?: string | undefined;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
  /** Tags of the user's own for the parent run. */
  readonly tags?: ReadonlyMap<string, string> | undefined;
}

/**
 * What a request to cancel came to.
 * - `requested`: the run is being ended; it is Canceled once nothing of it runs any more
 * - `already-finished`: it had ended before, nothing was changed
 * - `not-found`: there is no such run
 * - `not-here`: there is such a run, but this engine does not run it (it was imported, or only logs here)
 */
export type CancelOutcome = 'requested' | 'already-finished' | 'not-found' | 'not-here';

/**
 * What a request to pause a sweep, or to resume it, came to.
 * - `done`: it is so, or was so before
 * - `being-ended`: the sweep was canceled, ran out of time, or its service is stopping
 * - `already-finished`, `not-found`: there is nothing to pause
 * - `a-trial`: the run is a trial of one of this engine's sweeps
 * - `not-a-sweep`: the run is none that was submitted to this engine
 */
export type PauseOutcome = 'done' | 'being-ended' | 'already-finished' | 'not-found' | 'a-trial' | 'not-a-sweep';

/**
 * Runs sweeps: samples points, starts trials with bounded concurrency, keeps the parent's tags, best-child table and
 * final properties as Azure ML's service does. It learns of logged metrics from the store itself (`subscribe`).
 */
export interface SweepEngine {
  /**
   * Looks whether the compute that a config asks for can run trials now. Whoever submits asks first.
   * @throws BackendError where the compute cannot, HyperDriveConfigError where another config could run there
   */
  requireReady(config: HyperDriveConfig, options?: CallOptions): Promise<void>;
  /**
   * Stores the parent run and starts the sweep. Returns as soon as the run is stored; trials start afterwards.
   * @throws HyperDriveConfigError where the config names what this engine does not run (a policy, a sampling, a search
   *   space that the sampling does not support), with all violations at once; nothing is stored then
   * @throws BackendError with code `refused` where a run of that id exists, or the engine is closed
   */
  submit(request: SubmitSweepRequest): StoredRun;
  /** Cancels a sweep with all of its trials. */
  cancelSweep(key: RunKey): CancelOutcome;
  /** Cancels one trial; its sweep goes on. Given a sweep's parent it cancels the sweep. */
  cancelRun(key: RunKey): CancelOutcome;
  /**
   * Pauses a sweep: trials that run go on to their end, no further ones start, and the sweep's time does not pass. It
   * stays so over restarts.
   */
  pauseSweep(key: RunKey): PauseOutcome;
  /** Goes on with a sweep that is paused. */
  resumeSweep(key: RunKey): PauseOutcome;
  /**
   * Runs trials once more that failed: one trial, or of a sweep all of them. Each becomes a trial of its own of the same
   * sweep, which is opened again where it has ended.
   * @throws BackendError with code `run-not-found`, or `refused` where there is nothing to retry, or no service to do it
   */
  retry(key: RunKey): readonly RetriedTrial[];
  /**
   * Whether this engine alone sets the status of this run: true of every sweep that was submitted to it and of its
   * trials, also after their end and after a restart. What a training script's own library reports at its end
   * (`complete()`, `fail()`, FINISHED) must not override that: the exit code, a cancel and a timeout count before it.
   */
  ownsStatus(key: RunKey): boolean;
  /**
   * Recovers the sweeps that an earlier process left unfinished: trials that still run are adopted, those that ended
   * meanwhile get their verdict, and each sweep goes on to its total. Call it once, when the service can be reached.
   */
  recoverAtStart(): void;
  /** Resolves once no sweep is active. For tests, and for whoever waits. */
  whenIdle(): Promise<void>;
  /**
   * Ends all trials (SIGTERM, after 10 s SIGKILL) and stops. Interrupted trials are marked Failed with that reason;
   * their sweeps stay unfinished in the store, and `recoverAtStart` of the next process carries on with them.
   * @param trials with `leave` those that run go on, and the next process adopts them as after a kill
   */
  close(trials?: TrialsAtShutDown): Promise<void>;
}

/** A trial that runs the point of another one again. */
export interface RetriedTrial {
  readonly sweepId: string;
  readonly runId: string;
  /** The trial that failed. */
  readonly retryOf: string;
}
