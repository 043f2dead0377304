import { type ActiveSweepsOptions, createActiveSweeps } from './active-sweeps.js';
import type { EngineContext } from './engine-context.js';
import { createSamplerThread, findThreadEntry } from './points/thread/sampler-thread.js';
import { cancelRun, cancelSweep } from './requests/cancel-run.js';
import { pauseSweep, resumeSweep } from './requests/pause-sweep.js';
import { requireReady } from './requests/require-ready.js';
import { retryTrials } from './requests/retry-trials.js';
import type { RunningEngine } from './requests/running-engine.js';
import { recoverSweeps } from './requests/start-stored-sweep.js';
import { submitSweep } from './requests/submit-sweep.js';
import type { ComputeRegistry } from './runners/computes/compute-registry.js';
import { createProcessTrialRunner } from './runners/process/process-trial-runner.js';
import type { TrialRunner } from './runners/trial-runner.js';
import type { SweepEngine } from './sweep-engine.js';

/** What an engine is made from. */
export interface SweepEngineOptions
  extends Pick<EngineContext, 'store' | 'files' | 'issueRunToken' | 'serviceAddress' | 'experimentId' | 'workspaceId'>,
    ActiveSweepsOptions {
  /** Where trials can run, the default first; by default only as child processes of this one. */
  readonly runners?: readonly TrialRunner[] | undefined;
  /** The computes beyond this machine, where trials can run too. */
  readonly computes?: Pick<ComputeRegistry, 'runners'> | undefined;
  /** The environment that child processes inherit; by default the one of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Files and folders that are never part of a sweep's code, as absolute paths. */
  readonly excludeFromCode?: readonly string[] | undefined;
  /** How long to wait before a runner that failed, or did not know, is asked again, in ms. Default 1000. */
  readonly runnerWaitMs?: number | undefined;
  /** The script of the thread that chooses points; by default the compiled one, where there is one. */
  readonly samplerThreadEntry?: URL | undefined;
  /** The clock that dates runs; the system's by default. */
  readonly now?: (() => Date) | undefined;
  /**
   * Is called where a sweep cannot go on because the store or the disk fails. Where that can pass (a full disk, a locked
   * database), it is recovered after a while; else it stays unfinished until the next start.
   */
  readonly onError?: ActiveSweepsOptions['onError'];
}

/** Makes the engine of a service. It does nothing before something is submitted or `recoverAtStart` is called. */
export function createSweepEngine(options: SweepEngineOptions): SweepEngine {
  const threadEntry = options.samplerThreadEntry ?? findThreadEntry();
  const samplerThread = threadEntry && createSamplerThread(threadEntry);
  const { runners = [createProcessTrialRunner(options)], computes } = options;
  const context: EngineContext = {
    ...options,
    // Asked each time: computes are added and removed while the service runs.
    runners: () => [...runners, ...(computes?.runners() ?? [])],
    runnerWaitMs: options.runnerWaitMs ?? 1000,
    excludeFromCode: options.excludeFromCode ?? [],
    now: options.now ?? (() => new Date()),
    samplerThread,
  };
  const { store } = context;
  const sweeps = createActiveSweeps(context, options);
  const engine: RunningEngine = { context, sweeps, onError: options.onError };
  return {
    requireReady: (config, callOptions = {}) => requireReady(engine, config, callOptions),
    submit: (request) => submitSweep(engine, request),
    cancelSweep: (key) => cancelSweep(engine, key),
    cancelRun: (key) => cancelRun(engine, key),
    pauseSweep: (key) => pauseSweep(engine, key),
    resumeSweep: (key) => resumeSweep(engine, key),
    retry: (key) => retryTrials(engine, key),
    ownsStatus: (key) => store.getEngineState(key) !== undefined,
    recoverAtStart: () => recoverSweeps(engine),
    whenIdle: () => sweeps.whenIdle(),
    async close(trials = 'end') {
      await sweeps.close(trials);
      await samplerThread?.close();
    },
  };
}
