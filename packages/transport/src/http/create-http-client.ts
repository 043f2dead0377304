import ky, { HTTPError } from 'ky';
import { onAbort } from '../async/on-abort.js';
import { untilAborted } from '../async/until-aborted.js';
import { isNeverConnected } from './patience/connection-failure.js';
import { HttpTimeout } from './patience/http-timeout.js';
import { backOffMs, type RetryPolicy, retriedStatuses, retryAfterMs } from './patience/retry-policy.js';
import type { Fetch } from './requests/fetch.js';

/** One request with everything that is to be sent. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData | undefined;
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

/**
 * Sends a request, repeating it as the policy says where that is safe. Answers whatever comes back in the end, failures
 * and redirects included; redirects are not followed. Rejects with the signal's reason, with an `HttpTimeout`, or with
 * what `fetch` rejects with where the connection fails.
 */
export type HttpClient = (request: HttpRequest) => Promise<HttpAnswer>;

/** How requests go out and how they are repeated. */
export interface HttpClientOptions {
  readonly fetch: Fetch;
  readonly retry: RetryPolicy;
  /**
   * Whether a failure that asks to be repeated, with `Retry-After`, is repeated whatever its status and the request.
   * Azure Resource Manager writes that header only where the request was not carried out.
   */
  readonly repeatsWhenAsked?: boolean | undefined;
}

/** Makes the one thing that sends requests. ky does the repeating; this file alone knows it. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { fetch, retry, repeatsWhenAsked = false } = options;
  return async (request) => {
    const { signal, isSafeToRepeat } = request;
    signal?.throwIfAborted();
    const { shouldRetry, waitMs } = createRetryRule(options, request);
    let text = '';

    /** One attempt, which an abort and the end of its time end, whatever `fetch` does with its signal. */
    async function fetchOnce(): Promise<Response> {
      own.signal.throwIfAborted();
      const attempt = new AbortController();
      const stopAttempt = onAbort(own.signal, () => attempt.abort(own.signal.reason));
      const timer = retry.attemptTimeoutMs === 0 ? undefined : setTimeout(endAttempt, retry.attemptTimeoutMs);
      function endAttempt(): void {
        attempt.abort(new HttpTimeout(`No answer within ${retry.attemptTimeoutMs} ms.`, 'retry.attemptTimeoutMs'));
      }
      try {
        const answer = await untilAborted(send(fetch, request, attempt.signal), attempt.signal);
        text = answer.text;
        return answer.response;
      } finally {
        clearTimeout(timer);
        stopAttempt();
      }
    }

    // A signal of this request's own, so that all listeners along the way go with it.
    const own = new AbortController();
    const stopListening = signal === undefined ? undefined : onAbort(signal, () => own.abort(signal.reason));
    try {
      const response = await ky(request.url, {
        method: request.method,
        signal: own.signal,
        fetch: fetchOnce,
        timeout: false,
        throwHttpErrors: (status) => retriedStatuses.includes(status) || (repeatsWhenAsked && status >= 400),
        retry: {
          limit: isSafeToRepeat || repeatsWhenAsked ? Number.MAX_SAFE_INTEGER : 0,
          methods: [request.method.toLowerCase()],
          statusCodes: [...retriedStatuses],
          afterStatusCodes: [],
          delay: waitMs,
          shouldRetry: ({ error }) => shouldRetry(error),
        },
      });
      return { response, text };
    } catch (error) {
      // ky's own error keeps the request with its token: it goes no further.
      if (error instanceof HTTPError) return { response: error.response, text };
      throw error;
    } finally {
      stopListening?.();
    }
  };
}

/** When a request is repeated, and after how long. Remembers what the service asked for last. */
interface RetryRule {
  /** ky repeats by its own rules where the answer is `undefined`; with `false` what happened last is the outcome. */
  readonly shouldRetry: (error: unknown) => boolean | undefined;
  /** A service that asks for a time gets it, but never a storm of requests: `Retry-After: 0` still waits a little. */
  readonly waitMs: (attempt: number) => number;
}

function createRetryRule(
  { retry, repeatsWhenAsked = false }: HttpClientOptions,
  { signal, retryBudgetMs, isSafeToRepeat }: HttpRequest,
): RetryRule {
  const started = Date.now();
  const budgetMs = Math.min(retry.budgetMs, retryBudgetMs ?? Number.POSITIVE_INFINITY);
  const deadline = started + budgetMs;
  let askedMs: number | undefined;
  return {
    shouldRetry(error) {
      const now = Date.now();
      askedMs = error instanceof HTTPError ? retryAfterMs(error.response.headers.get('retry-after'), now) : undefined;
      const isAnswering = error instanceof HTTPError || error instanceof HttpTimeout || !isNeverConnected(error);
      const latest = isAnswering ? deadline : Math.min(deadline, started + retry.connectBudgetMs);
      if (signal?.aborted === true || now + (askedMs ?? 0) >= latest) return false;
      if (repeatsWhenAsked && askedMs !== undefined) return true;
      return isSafeToRepeat ? undefined : false;
    },
    waitMs(attempt) {
      if (askedMs !== undefined) return Math.max(askedMs, backOffMs(retry, 1));
      return Math.min(backOffMs(retry, attempt), Math.max(0, deadline - Date.now()));
    },
  };
}

/**
 * What is sent goes to `fetch` as it is: ky's own request would make a stream of the body, which costs more than the
 * whole rest and leaves the length out. Nor is its signal of use: from the second attempt on it belongs to a clone,
 * which follows the first one only until the garbage is collected, and then the connection stays open for ever.
 */
async function send(fetch: Fetch, request: HttpRequest, attempt: AbortSignal): Promise<HttpAnswer> {
  const { method, headers, body } = request;
  const init = { method, headers, redirect: 'manual', signal: attempt } as const;
  const response = await fetch(request.url, body === undefined ? init : { ...init, body });
  // Read before ky sees the response, so that a body lost on the way is asked for again too.
  const text = request.isStreamed === true && response.ok ? '' : await response.text();
  attempt.throwIfAborted();
  return { response, text };
}
