import { BackendError } from '@hyperdrive-run/core';
import { delay } from '../../../async/delay.js';
import { retryAfterMs } from '../../../http/patience/retry-policy.js';
import type { Endpoint } from '../../../http/requests/endpoint.js';
import type { HttpAnswer } from '../../../http/requests/http-request.js';
import { readErrorBody } from '../../read-error-body.js';
import { wireHeaders } from '../../wire/constants.js';
import type { ArmClient } from '../arm-client.js';

/** How long an operation is followed. What was accepted goes on without being looked at. */
const longestMs = 120_000;

/** Waits between two looks, where the service does not say how long. */
const [firstWaitMs, longestWaitMs] = [500, 8_000];

/**
 * Follows an operation that goes on after its answer: as long as that is a 202, it is looked for at its `Location`, when
 * its `Retry-After` says.
 * @returns whether it has ended; `false` where it still goes on after two minutes
 * @throws BackendError with code `refused` for an operation that ended as failed
 */
export async function followOperation(
  client: ArmClient,
  endpoint: Endpoint,
  first: HttpAnswer,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const started = Date.now();
  let answer = first;
  let link: string | undefined;
  for (let looks = 0; answer.response.status === 202; looks += 1) {
    const { headers } = answer.response;
    link = headers.get('location') ?? link;
    // Accepted, and no place to look at.
    if (link === undefined) return true;
    const usualMs = Math.min(firstWaitMs * 2 ** looks, longestWaitMs);
    const waitMs = retryAfterMs(headers.get('retry-after'), Date.now()) ?? usualMs;
    if (Date.now() + waitMs - started > longestMs) return false;
    await delay(waitMs, signal);
    answer = await client.exchange(endpoint, { link, signal });
  }
  const { code, message } = readErrorBody(answer.text);
  if (message === undefined) return true;
  throw new BackendError({
    code: 'refused',
    message: `${endpoint.subject} failed: ${message}`,
    serviceCode: code,
    status: answer.response.status,
    requestId: answer.response.headers.get(wireHeaders.requestId) ?? undefined,
    runId: endpoint.runId,
  });
}
