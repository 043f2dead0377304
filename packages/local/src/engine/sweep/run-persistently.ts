import { fullDiskError, isPassingFailure } from '../../storage/database/full-disk-error.js';
import type { EngineContext } from '../engine-context.js';
import { type ActiveSweep, runSweep } from './active-sweep.js';
import type { Sweep } from './sweep.js';
import type { TrialsAtShutDown } from './sweep-controls.js';
import { sweepStateFromJson } from './sweep-state.js';

export interface RunPersistentlyOptions {
  /** Is called with each failure that is waited out. */
  readonly onFailure: (error: unknown) => void;
  /** How long to wait before the sweep is recovered, in milliseconds. Default 5000. */
  readonly waitMs?: number | undefined;
}

/**
 * Runs a sweep, and recovers it as after a restart where the store could not be written for a while: the disk was
 * full, or another process kept the database locked. Its trials go on meanwhile.
 */
export function runPersistently(context: EngineContext, sweep: Sweep, options: RunPersistentlyOptions): ActiveSweep {
  let current = runSweep(context, sweep);
  let shutDown: TrialsAtShutDown | undefined;
  let wake = (): void => {};

  function recover(): ActiveSweep {
    const state = sweepStateFromJson(context.store.getEngineState(sweep)) ?? sweep.state;
    return runSweep(context, { ...sweep, state });
  }

  async function run(): Promise<void> {
    for (;;) {
      try {
        return await current.ended;
      } catch (error) {
        if (shutDown !== undefined || !isPassingFailure(error)) throw error;
        options.onFailure(fullDiskError(error) ?? error);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, options.waitMs ?? 5000);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      current = recover();
      // Its trials went on: they are found, and ended unless they are to be left.
      if (shutDown !== undefined) current.shutDown(shutDown);
    }
  }

  return {
    cancel: () => current.cancel(),
    cancelTrial: (runId) => current.cancelTrial(runId),
    pause: () => current.pause(),
    resume: () => current.resume(),
    retry: (trials) => current.retry(trials),
    metricsLogged: (runId, rows) => current.metricsLogged(runId, rows),
    shutDown(trials) {
      shutDown = trials;
      current.shutDown(trials);
      wake();
    },
    ended: run(),
  };
}
