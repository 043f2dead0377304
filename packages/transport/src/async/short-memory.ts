/** Keeps what was loaded for a while. A load that fails or is aborted is not kept: the next one asks again. */
export class ShortMemory<Value> {
  readonly #lifeMs: number;
  readonly #now: () => number;
  readonly #kept = new Map<string, { readonly value: Value; readonly until: number }>();

  constructor(lifeMs: number, now: () => number = Date.now) {
    this.#lifeMs = lifeMs;
    this.#now = now;
  }

  /** The value of a key: the one that is kept, or a loaded one. */
  async get(key: string, load: () => Promise<Value>): Promise<Value> {
    const kept = this.#kept.get(key);
    if (kept !== undefined && this.#now() < kept.until) return kept.value;
    this.#kept.delete(key);
    const value = await load();
    for (const [other, { until }] of this.#kept) if (this.#now() >= until) this.#kept.delete(other);
    this.#kept.set(key, { value, until: this.#now() + this.#lifeMs });
    return value;
  }
}
