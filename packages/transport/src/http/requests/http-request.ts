/** What `fetch` is given to send. */
export type FetchBody = string | FormData | Uint8Array<ArrayBuffer>;

/** One request with everything that is to be sent. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: FetchBody | undefined;
  readonly isSafeToRepeat: boolean;
  /** Hands the body over as it arrives instead of reading it first. Its loss on the way is then the reader's matter. */
  readonly isStreamed?: boolean | undefined;
  /** Narrows the policy's `budgetMs` and `connectBudgetMs` for this request. */
  readonly retryBudgetMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came back in the end. */
export interface HttpAnswer {
  readonly response: Response;
  /** The body; empty where it is streamed and the request succeeded: then it is the response's. */
  readonly text: string;
}
