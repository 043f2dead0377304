import { delay } from '../async/delay.js';
import { isNeverConnected } from './patience/connection-failure.js';
import { HttpTimeout } from './patience/http-timeout.js';
import { backOffMs, type RetryPolicy, retriedStatuses, retryAfterMs } from './patience/retry-policy.js';
import type { Fetch } from './requests/fetch.js';
import type { HttpAnswer, HttpRequest } from './requests/http-request.js';
import { sendOnce } from './send-once.js';

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

/** What one attempt led to. */
type Outcome =
  | { readonly kind: 'answer'; readonly answer: HttpAnswer }
  | { readonly kind: 'failure'; readonly error: unknown };

/** Makes the one thing that sends requests. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { fetch, retry } = options;

  async function attempt(request: HttpRequest): Promise<Outcome> {
    try {
      return { kind: 'answer', answer: await sendOnce(fetch, request, retry.attemptTimeoutMs) };
    } catch (error) {
      request.signal?.throwIfAborted();
      return { kind: 'failure', error };
    }
  }

  return async (request) => {
    const { signal } = request;
    const started = Date.now();
    for (let attempts = 1; ; attempts += 1) {
      signal?.throwIfAborted();
      const outcome = await attempt(request);
      if (outcome.kind === 'answer' && outcome.answer.response.status < 400) return outcome.answer;
      const waitMs = waitMsAfter(outcome, { attempts, started, request }, options);
      if (waitMs !== undefined) await delay(waitMs, signal);
      else if (outcome.kind === 'answer') return outcome.answer;
      else throw outcome.error;
    }
  };
}

/**
 * How long to wait before the next attempt; `undefined` where what came last is the outcome. A service that asks for a time
 * gets it, but never a storm of requests: `Retry-After: 0` still waits a little.
 */
function waitMsAfter(
  outcome: Outcome,
  {
    attempts,
    started,
    request,
  }: { readonly attempts: number; readonly started: number; readonly request: HttpRequest },
  { retry, repeatsWhenAsked = false }: HttpClientOptions,
): number | undefined {
  const now = Date.now();
  const deadline = started + Math.min(retry.budgetMs, request.retryBudgetMs ?? Number.POSITIVE_INFINITY);
  if (outcome.kind === 'failure') {
    const isAnswering = outcome.error instanceof HttpTimeout || !isNeverConnected(outcome.error);
    const latest = isAnswering ? deadline : Math.min(deadline, started + retry.connectBudgetMs);
    return request.isSafeToRepeat && now < latest ? usualWaitMs() : undefined;
  }
  const { headers, status } = outcome.answer.response;
  const askedMs = retryAfterMs(headers.get('retry-after'), now);
  const isRepeated = request.isSafeToRepeat && retriedStatuses.includes(status);
  if (!isRepeated && !(repeatsWhenAsked && askedMs !== undefined)) return undefined;
  if (now + (askedMs ?? 0) >= deadline) return undefined;
  return askedMs === undefined ? usualWaitMs() : Math.max(askedMs, backOffMs(retry, 1));

  function usualWaitMs(): number {
    return Math.min(backOffMs(retry, attempts), Math.max(0, deadline - now));
  }
}
