/**
 * The one platform type that core names. This declaration merges with the platform's own `AbortSignal`
 * (DOM, Node, Deno, workers), so a consumer's real signal is accepted as it is, while core itself still
 * compiles without DOM and Node types. It is declared, not copied: newer `fetch` types refuse a structural copy.
 */
declare global {
  interface AbortSignal {
    readonly aborted: boolean;
  }
}

/** What every call that waits accepts. */
export interface CallOptions {
  /** Stops the call at once: it rejects with the signal's own reason, never wrapped. */
  readonly signal?: AbortSignal | undefined;
}
