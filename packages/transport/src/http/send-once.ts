import { onAbort } from '../async/on-abort.js';
import { HttpTimeout } from './patience/http-timeout.js';
import type { Fetch } from './requests/fetch.js';
import type { HttpAnswer, HttpRequest } from './requests/http-request.js';

/**
 * Sends a request once and reads the body of what comes back, unless it is streamed. An abort and the end of its time end
 * it at once, whatever `fetch` does with its signal.
 *
 * The signal that `fetch` gets is of this attempt alone: whatever listens to it goes with it.
 * @param timeoutMs 0 for no limit
 * @throws HttpTimeout at the end of its time; the signal's reason after an abort; else what `fetch` rejects with
 */
export function sendOnce(fetch: Fetch, request: HttpRequest, timeoutMs: number): Promise<HttpAnswer> {
  const { signal } = request;
  return new Promise((resolve, reject) => {
    const attempt = new AbortController();
    const end = (reason: unknown): void => {
      reject(reason);
      attempt.abort(reason);
    };
    const stopListening = signal === undefined ? undefined : onAbort(signal, () => end(signal.reason));
    const timer = timeoutMs === 0 ? undefined : setTimeout(() => end(timeoutOf(timeoutMs)), timeoutMs);
    const settle = <T>(outcome: (value: T) => void) => {
      return (value: T): void => {
        clearTimeout(timer);
        stopListening?.();
        outcome(value);
      };
    };
    exchange(fetch, request, attempt.signal).then(settle(resolve), settle(reject));
  });
}

function timeoutOf(timeoutMs: number): HttpTimeout {
  return new HttpTimeout(`No answer within ${timeoutMs} ms.`, 'retry.attemptTimeoutMs');
}

async function exchange(fetch: Fetch, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const { method, url, headers, body, isStreamed } = request;
  const init = { method, headers, redirect: 'manual', signal } as const;
  const response = await fetch(url, body === undefined ? init : { ...init, body });
  // Read here, so that a body lost on the way is asked for again too.
  return { response, text: isStreamed === true && response.ok ? '' : await response.text() };
}
