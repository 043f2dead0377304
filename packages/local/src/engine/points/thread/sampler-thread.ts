import { existsSync } from 'node:fs';
import { BackendError } from '@hyperdrive-run/core';
import { samplingToJson } from '@hyperdrive-run/core/config';
import { writeJson } from '@hyperdrive-run/core/json';
import type { Observation, SampledPoint, SamplerInput } from '@hyperdrive-run/sampling';
import { findChanges } from './observation-changes.js';
import { type RunningThread, startThread } from './running-thread.js';

/** A sampler whose points are chosen in the thread: the same ones as in this process. */
export interface ThreadSampler {
  /**
   * The point of a trial, see `Sampler.nextPoint`. The next one is asked for when this one is there.
   * @throws BackendError where the sampler fails, or where the thread crashed twice on this point
   */
  nextPoint(
    trial: number,
    observations: readonly Observation[],
    signal: AbortSignal,
  ): Promise<SampledPoint | undefined>;
  /** No further point is asked for: the thread forgets the sampler. */
  close(): void;
}

/** The thread that chooses points which take long, so that the service responds meanwhile. One for all sweeps. */
export interface SamplerThread {
  createSampler(input: SamplerInput): ThreadSampler;
  /** Ends the thread. No point is asked for afterwards. */
  close(): Promise<void>;
}

/**
 * The script of the thread: it is compiled to a file beside this one.
 * @returns `undefined` where it is not there: sources run uncompiled only in tests, and no thread runs TypeScript
 */
export function findThreadEntry(): URL | undefined {
  const entry = new URL('./thread-entry.js', import.meta.url);
  return entry.protocol === 'file:' && existsSync(entry) ? entry : undefined;
}

/** Makes the thread, which is started when the first point is asked for, and again where it has crashed. */
export function createSamplerThread(entry: URL): SamplerThread {
  let running: RunningThread | undefined;
  let lastSampler = 0;
  let isClosed = false;

  function thread(): RunningThread {
    if (running === undefined || running.hasEnded()) running = startThread(entry);
    return running;
  }

  return {
    createSampler({ sampling, seed, goal }) {
      const sampler = (lastSampler += 1);
      let known: { readonly thread: RunningThread; readonly observations: readonly Observation[] } | undefined;

      function ask(
        trial: number,
        observations: readonly Observation[],
        signal: AbortSignal,
      ): Promise<SampledPoint | undefined> {
        signal.throwIfAborted();
        const asked = thread();
        const before = known?.thread === asked ? known.observations : undefined;
        if (before === undefined) {
          asked.post({ kind: 'open', sampler, sampling: writeJson(samplingToJson(sampling)), seed, goal });
        }
        known = { thread: asked, observations };
        return asked.ask({ sampler, trial, changes: findChanges(before ?? [], observations) }, signal);
      }

      return {
        async nextPoint(trial, observations, signal) {
          try {
            return await ask(trial, observations, signal);
          } catch (error) {
            const isCrash = BackendError.isInstance(error) && error.isRetryable;
            if (!isCrash || isClosed) throw error;
            // A new thread knows nothing: it is sent all that the first one knew.
            return await ask(trial, observations, signal);
          }
        },
        close() {
          if (known !== undefined && !known.thread.hasEnded()) known.thread.post({ kind: 'close', sampler });
          known = undefined;
        },
      };
    },
    async close() {
      isClosed = true;
      await running?.end();
    },
  };
}
