import { untilAborted } from './until-aborted.js';

interface RunningCall<T> {
  readonly result: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
}

/**
 * Work that many callers wait for and that is done once. A caller who aborts only stops waiting; the work itself is
 * stopped when nobody waits any more. A failure is not kept: the next caller starts anew.
 */
export class SharedCall<T> {
  readonly #work: (signal: AbortSignal) => Promise<T>;
  #running: RunningCall<T> | undefined;

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#work = work;
  }

  /** Joins the work that is under way, or starts it. */
  async join(signal: AbortSignal | undefined): Promise<T> {
    signal?.throwIfAborted();
    const running = this.#running ?? this.#start();
    running.waiting += 1;
    try {
      return await untilAborted(running.result, signal);
    } finally {
      running.waiting -= 1;
      if (running.waiting === 0 && this.#running === running) {
        this.#running = undefined;
        running.stop.abort();
      }
    }
  }

  #start(): RunningCall<T> {
    const stop = new AbortController();
    const running: RunningCall<T> = { result: this.#work(stop.signal), stop, waiting: 0 };
    const forget = (): void => {
      if (this.#running === running) this.#running = undefined;
    };
    running.result.then(forget, forget);
    this.#running = running;
    return running;
  }
}
