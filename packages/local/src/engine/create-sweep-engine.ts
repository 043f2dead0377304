import { randomInt, randomUUID } from 'node:crypto';
import { BackendError, HyperDriveConfig, HyperDriveConfigError, isTerminalStatus } from '@hyperdrive-run/core';
import type { RunKey } from '../storage/run-key.js';
import type { StoredRun } from '../storage/stored-run.js';
import { type ActiveSweep, runSweep } from './active-sweep.js';
import type { EngineContext } from './engine-context.js';
import { findSubmitViolations } from './find-submit-violations.js';
import { steerSweep } from './steer-sweep.js';
import type { Sweep } from './sweep.js';
import type { CancelOutcome, SweepEngine } from './sweep-engine.js';
import { openSweepLog } from './sweep-log.js';
import { newSweepProperties, newSweepTags } from './sweep-marks.js';
import { type SweepState, sweepStateFromJson, sweepStateToJson } from './sweep-state.js';
import { maxDurationMs } from './sweep-timeout.js';
import { createProcessTrialRunner } from './trial/process-trial-runner.js';
import type { TrialRunner } from './trial/trial-runner.js';

/** What an engine is made from. */
export interface SweepEngineOptions
  extends Pick<EngineContext, 'store' | 'files' | 'issueRunToken' | 'serviceAddress' | 'experimentId' | 'workspaceId'> {
  /** Where trials run; by default child processes of this one. */
  readonly runner?: TrialRunner | undefined;
  /** The environment that trials inherit; by default the one of this process. */
  readonly environment?: EngineContext['environment'] | undefined;
  /** Files and folders that are never part of a sweep's code, as absolute paths. */
  readonly excludeFromCode?: readonly string[] | undefined;
  /** The clock that dates runs; the system's by default. */
  readonly now?: (() => Date) | undefined;
  /** Is told where a sweep cannot go on because the store or the disk fails. It stays unfinished until the next start. */
  readonly onError?: ((error: unknown, run: RunKey) => void) | undefined;
}

/** Makes the engine of a service. It does nothing before something is submitted or `recoverAtStart` is called. */
export function createSweepEngine(options: SweepEngineOptions): SweepEngine {
  const context: EngineContext = {
    ...options,
    runner: options.runner ?? createProcessTrialRunner(),
    environment: options.environment ?? process.env,
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
    const running = runSweep(context, sweep);
    active.set(id, running);
    void running.ended.catch((error: unknown) => options.onError?.(error, sweep)).finally(() => active.delete(id));
  }

  function cancelSweep(key: RunKey): CancelOutcome {
    const run = store.getRun(key);
    if (run === undefined) return 'not-found';
    if (isTerminalStatus(run.status)) return 'already-finished';
    const sweep = active.get(identify(run));
    sweep?.cancel();
    return sweep === undefined ? 'not-here' : 'requested';
  }

  return {
    submit(request) {
      if (isClosed) throw refused('The service is stopping and takes no further sweeps.', 'Start it again.');
      const serviceAddress = context.serviceAddress();
      if (serviceAddress === undefined) {
        const hint = 'Start the service with an address (startLocalService): trials log over HTTP.';
        throw refused('A service that does not listen cannot run sweeps.', hint);
      }
      const violations = findSubmitViolations(request.config);
      if (violations.length > 0) throw new HyperDriveConfigError(violations);
      const runId = request.runId ?? `HD_${randomUUID()}`;
      const key = { scope: request.scope, runId };
      const now = context.now();
      const state: SweepState = {
        seed: seedOf(request.config) ?? randomInt(2 ** 32),
        deadline: Date.now() + maxDurationMs(request.config),
        config: request.rawConfig,
      };
      const marks = { ...key, config: request.config, rawConfig: request.rawConfig, serviceAddress };
      const run = store.transaction(() => {
        const created = store.createRun({
          ...key,
          runType: 'hyperdrive',
          status: 'NotStarted',
          target: 'local',
          displayName: request.displayName,
          description: request.description,
          createdBy: request.user,
          createdTime: now,
          tags: new Map([...(request.tags ?? []), ...newSweepTags(marks)]),
          properties: newSweepProperties(marks),
          runDefinition: request.config.platformConfig?.get('Definition'),
        });
        store.setEngineState(key, sweepStateToJson(state));
        return created;
      });
      const log = openSweepLog(context.files.folderOf(key), context.now);
      log('API', `Experiment created: ${request.config.hyperparameterSampling.name}, seed ${state.seed}`);
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

  function startStored({ scope, runId }: StoredRun, state: SweepState, config: HyperDriveConfig): void {
    const definition = config.runConfig;
    if (definition !== undefined) start({ scope, runId, config, definition, state });
  }
}

function seedOf({ hyperparameterSampling: sampling }: HyperDriveConfig): number | undefined {
  return sampling.kind === 'random' || sampling.kind === 'bayesian' ? sampling.seed : undefined;
}

function identify({ scope, runId }: RunKey): string {
  return JSON.stringify([scope.subscriptionId, scope.resourceGroup, scope.workspaceName, runId]);
}

function refused(message: string, hint: string): BackendError {
  return new BackendError({ code: 'refused', message, hint });
}
