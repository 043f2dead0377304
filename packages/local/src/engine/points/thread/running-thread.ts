import { Worker } from 'node:worker_threads';
import { BackendError } from '@hyperdrive-run/core';
import type { SampledPoint } from '@hyperdrive-run/sampling';
import type { ThreadRequest, ThreadResponse } from './thread-messages.js';

type NextRequest = Extract<ThreadRequest, { readonly kind: 'next' }>;

/** A thread that chooses points, from its start to its end. */
export interface RunningThread {
  /** Sends what has no response. */
  post(request: Exclude<ThreadRequest, NextRequest>): void;
  /**
   * Asks for a point. Rejects with the signal's reason where that is aborted meanwhile; the thread goes on to the end of it.
   * @throws BackendError where the sampler fails, or where the thread ends before it responds: `isRetryable` then, in another
   *   thread
   */
  ask(request: Omit<NextRequest, 'kind' | 'id'>, signal: AbortSignal): Promise<SampledPoint | undefined>;
  hasEnded(): boolean;
  end(): Promise<void>;
}

/** Starts a thread. It keeps the process running only while it is asked for a point. */
export function startThread(entry: URL): RunningThread {
  // Without the arguments of this process: `--eval` and `--input-type` are not for scripts that lie in files.
  const worker = new Worker(entry, { name: 'hyperdrive-points', execArgv: [] });
  const waiting = new Map<number, (response: ThreadResponse | BackendError) => void>();
  let lastId = 0;
  let hasEnded = false;

  worker.unref();
  worker.on('message', (response: ThreadResponse) => waiting.get(response.id)?.(response));
  worker.on('error', (error) => crash(error));
  worker.on('exit', (code) => crash(new Error(`It ended with the exit code ${code}.`)));

  function crash(cause: unknown): void {
    hasEnded = true;
    for (const respond of waiting.values()) respond(crashed(cause));
  }

  return {
    post: (request) => worker.postMessage(request),
    ask(request, signal) {
      return new Promise((resolve, reject) => {
        const id = (lastId += 1);
        const abort = (): void => {
          settle();
          reject(signal.reason);
        };
        const settle = (): void => {
          waiting.delete(id);
          signal.removeEventListener('abort', abort);
          if (waiting.size === 0) worker.unref();
        };
        signal.addEventListener('abort', abort);
        waiting.set(id, (response) => {
          settle();
          if (BackendError.isInstance(response)) reject(response);
          else if (response.failure === undefined) resolve(response.point);
          else reject(failed(response.failure));
        });
        worker.ref();
        worker.postMessage({ kind: 'next', id, ...request } satisfies ThreadRequest);
      });
    },
    hasEnded: () => hasEnded,
    async end() {
      await worker.terminate();
    },
  };
}

function crashed(cause: unknown): BackendError {
  const message = 'The thread that chooses the points of sweeps ended before it had chosen one.';
  return new BackendError({ code: 'service-failure', message, isRetryable: true, cause });
}

function failed(why: string): BackendError {
  return new BackendError({ code: 'service-failure', message: `The next point of the sweep cannot be chosen: ${why}` });
}
