/** Runs pieces of work that come one after the other, a few at once. After the first failure nothing new is begun. */
export class WorkPool {
  readonly #limit: number;
  readonly #running: Set<Promise<void>> = new Set();
  #failure: { readonly error: unknown } | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Resolves once the work has begun, which waits for room. @throws what earlier work has thrown */
  async add(work: () => Promise<void>): Promise<void> {
    while (this.#failure === undefined && this.#running.size >= this.#limit) await Promise.race(this.#running);
    if (this.#failure !== undefined) throw this.#failure.error;
    const running = work()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves once nothing is under way. @throws what some work has thrown */
  async drain(): Promise<void> {
    await Promise.all(this.#running);
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
