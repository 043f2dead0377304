/** What is known of the older `metrics:query`, as far as the children of one sweep go. */
export interface QueryVerdict {
  /** Whether it says what the calls for one run say; `undefined` while nobody has looked. */
  isGood?: boolean | undefined;
}

/**
 * Remembers for each sweep whether it can be read many runs at a time. Never for a workspace: how a sweep's trials logged
 * depends on the library and the version that they brought along.
 */
export class QueryVerdicts {
  readonly #known: Map<string, QueryVerdict> = new Map();

  /** The verdict of a sweep; without a sweep one that nobody else sees. */
  of(home: string | undefined, sweepId: string | undefined): QueryVerdict {
    if (home === undefined || sweepId === undefined) return {};
    const key = JSON.stringify([home, sweepId]);
    const verdict = this.#known.get(key) ?? {};
    this.#known.set(key, verdict);
    return verdict;
  }
}
