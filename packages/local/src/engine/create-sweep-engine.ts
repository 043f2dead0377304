import { BackendError, HyperDriveConfigError, isTerminalStatus } from '@hyperdrive-run/core';
import { findSubmitViolations, HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { RunKey } from '../storage/run-key.js';
import type { StoredRun } from '../storage/runs/stored-run.js';
import type { EngineContext } from './engine-context.js';
import { findUnrunnable } from './find-unrunnable.js';
import { findEarlierRuns } from './points/earlier-runs.js';
import { steerSweep } from './requests/pause-sweep.js';
import { planRetry, type RetryPlan, refused as refusedFor } from './requests/plan-retry.js';
import { reopenSweep } from './requests/reopen-sweep.js';
import { storeSweep } from './requests/store-sweep.js';
import { chooseRunner } from './runners/choose-runner.js';
import { createProcessTrialRunner } from './runners/process/process-trial-runner.js';
import type { TrialRunner } from './runners/trial-runner.js';
import type { ActiveSweep } from './sweep/active-sweep.js';
import { runPersistently } from './sweep/run-persistently.js';
import type { Sweep } from './sweep/sweep.js';
import { type SweepState, sweepStateFromJson } from './sweep/sweep-state.js';
import type { CancelOutcome, RetriedTrial, SweepEngine } from './sweep-engine.js';
import type { StoredTrial } from './trial/stored-trial.js';

/** What an engine is made from. */
export interface SweepEngineOptions
  extends Pick<EngineContext, 'store' | 'files' | 'issueRunToken' | 'serviceAddress' | 'experimentId' | 'workspaceId'> {
  /** Where trials can run, the default first; by default only as child processes of this one. */
  readonly runners?: readonly TrialRunner[] | undefined;
  /** The environment that child processes inherit; by default the one of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Files and folders that are never part of a sweep's code, as absolute paths. */
  readonly excludeFromCode?: readonly string[] | undefined;
  /** How long a sweep waits before it is taken up again where the store could not be written, in ms. Default 5000. */
  readonly storeWaitMs?: number | undefined;
  /** How long to wait before a runner that failed, or did not know, is asked again, in ms. Default 1000. */
  readonly runnerWaitMs?: number | undefined;
  /** The clock that dates runs; the system's by default. */
  readonly now?: (() => Date) | undefined;
  /**
   * Is told where a sweep cannot go on because the store or the disk fails. Where that can pass (a full disk, a locked
   * database), it is taken up again after a while; else it stays unfinished until the next start.
   */
  readonly onError?: ((error: unknown, run: RunKey) => void) | undefined;
}

/** Makes the engine of a service. It does nothing before something is submitted or `recoverAtStart` is called. */
export function createSweepEngine(options: SweepEngineOptions): SweepEngine {
  const context: EngineContext = {
    ...options,
    runners: options.runners ?? [createProcessTrialRunner({ files: options.files, environment: options.environment })],
    runnerWaitMs: options.runnerWaitMs ?? 1000,
    excludeFromCode: options.excludeFromCode ?? [],
    now: options.now ?? (() => new Date()),
  };
  const { store } = context;
  const active = new Map<string, ActiveSweep>();
  let isClosed = false;

  const unsubscribe = store.subscribe((change) => {
    if (change.kind !== 'metrics-logged') return;
    sweepOf(change.key)?.metricsLogged(change.key.runId, change.rows);
  });

  /** The active sweep that a run could be a trial of. */
  function sweepOf(key: RunKey): ActiveSweep | undefined {
    const end = key.runId.lastIndexOf('_');
    return end < 0 ? undefined : active.get(identify({ ...key, runId: key.runId.slice(0, end) }));
  }

  function start(sweep: Sweep): void {
    const id = identify(sweep);
    const onFailure = (error: unknown): void => options.onError?.(error, sweep);
    const running = runPersistently(context, sweep, { onFailure, waitMs: options.storeWaitMs });
    active.set(id, running);
    void running.ended.catch(onFailure).finally(() => {
      if (active.get(id) === running) active.delete(id);
    });
  }

  function cancelSweep(key: RunKey): CancelOutcome {
    const run = store.getRun(key);
    if (run === undefined) return 'not-found';
    if (isTerminalStatus(run.status)) return 'already-finished';
    const sweep = active.get(identify(run));
    sweep?.cancel();
    return sweep === undefined ? 'not-here' : 'requested';
  }

  /** @throws BackendError with code `refused` where this process runs no sweeps */
  function requireAddress(): string {
    if (isClosed) throw refused('The service is stopping and takes no further sweeps.', 'Start it again.');
    const serviceAddress = context.serviceAddress();
    if (serviceAddress !== undefined) return serviceAddress;
    const hint = 'Start the service with an address (startLocalService): trials log over HTTP.';
    throw refused('A service that does not listen cannot run sweeps.', hint);
  }

  function retry(key: RunKey): readonly RetriedTrial[] {
    requireAddress();
    const plan = planRetry(store, key);
    const running = active.get(identify(plan.sweep));
    if (!isTerminalStatus(plan.sweep.status)) {
      const trials = running?.retry(plan.trials);
      if (trials === undefined) throw refusedFor(plan.sweep, 'is being taken up or ended: try again in a moment');
      return toRetried(plan, trials);
    }
    const trials = reopenSweep(context, plan, requireRunner(plan.sweep));
    // What is left of its end is tidied up first.
    if (running === undefined) startAgain(plan.sweep);
    else void running.ended.catch(() => undefined).then(() => startAgain(plan.sweep));
    return toRetried(plan, trials);
  }

  function startAgain(key: RunKey): void {
    const run = store.getRun(key);
    const state = run && sweepStateFromJson(store.getEngineState(run));
    if (run === undefined || state === undefined || isClosed) return;
    startStored(run, state, HyperDriveConfig.fromWire(state.config));
  }

  return {
    submit(request) {
      const serviceAddress = requireAddress();
      const { rawConfig, givenPoints, violations } = findEarlierRuns(store, request, serviceAddress);
      const { runners } = context;
      const found = [...findSubmitViolations(request.config, findUnrunnable(request.config, runners)), ...violations];
      const runner = chooseRunner(runners, request.config.runConfig?.target);
      if (found.length > 0 || runner === undefined) throw new HyperDriveConfigError(found);
      const stored = { serviceAddress, givenPoints, runner: runner.name };
      const { run, state } = storeSweep(context, { ...request, rawConfig }, stored);
      startStored(run, state, request.config);
      return run;
    },
    cancelSweep,
    cancelRun(key) {
      const run = store.getRun(key);
      if (run === undefined) return 'not-found';
      if (isTerminalStatus(run.status)) return 'already-finished';
      if (active.has(identify(run))) return cancelSweep(key);
      return sweepOf(key)?.cancelTrial(key.runId) === true ? 'requested' : 'not-here';
    },
    steerSweep: (key, steering) => steerSweep(store, key, steering, active.get(identify(key))),
    retry,
    ownsStatus: (key) => store.getEngineState(key) !== undefined,
    recoverAtStart() {
      for (const run of store.unfinishedSweeps()) {
        const state = sweepStateFromJson(store.getEngineState(run));
        if (state !== undefined) startStored(run, state, HyperDriveConfig.fromWire(state.config));
      }
    },
    async whenIdle() {
      while (active.size > 0) await Promise.allSettled([...active.values()].map((sweep) => sweep.ended));
    },
    async close() {
      isClosed = true;
      for (const sweep of active.values()) sweep.shutDown();
      await Promise.allSettled([...active.values()].map((sweep) => sweep.ended));
      unsubscribe();
    },
  };

  function startStored(run: StoredRun, state: SweepState, config: HyperDriveConfig): void {
    const { scope, runId } = run;
    const definition = config.runConfig;
    if (definition === undefined) return;
    const runner = chooseRunner(context.runners, run.target);
    if (runner === undefined) options.onError?.(withoutRunner(run), run);
    else start({ scope, runId, config, definition, runner, state });
  }

  /** @throws BackendError with code `refused` where the sweep's runner is not here */
  function requireRunner(run: StoredRun): TrialRunner {
    const runner = chooseRunner(context.runners, run.target);
    if (runner === undefined) throw withoutRunner(run);
    return runner;
  }
}

function toRetried({ sweep, trials }: RetryPlan, stored: readonly StoredTrial[]): readonly RetriedTrial[] {
  return stored.map(({ runId }, index) => ({ sweepId: sweep.runId, runId, retryOf: trials[index]?.runId ?? '' }));
}

function identify({ scope, runId }: RunKey): string {
  return JSON.stringify([scope.subscriptionId, scope.resourceGroup, scope.workspaceName, runId]);
}

function withoutRunner(run: StoredRun): BackendError {
  return refusedFor(run, `runs on the compute ${run.target}, which this service does not have`);
}

function refused(message: string, hint: string): BackendError {
  return new BackendError({ code: 'refused', message, hint });
}
