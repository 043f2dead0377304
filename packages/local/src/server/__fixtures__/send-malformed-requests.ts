import type { JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { expect } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { jsonAt } from './json-at.js';
import { malformedRequests } from './malformed-requests.js';
import { startTestService } from './start-test-service.js';

/** How long one response may take, in milliseconds: none of them needs work, so longer is a hang. */
const patienceMs = 20_000;

/**
 * Sends malformed requests to a service over HTTP, with its token, and expects responses below 500 with the body of the
 * protocol that was asked; afterwards the service still responds, and has what it had. A failure prints the seed.
 * @returns how many of the requests led somewhere, and were not merely refused with 404
 */
export async function sendMalformedRequests(numRuns: number): Promise<number> {
  const failures: unknown[] = [];
  let reached = 0;
  const { store, routes, ask } = await startTestService({ onFailure: (error) => failures.push(error) });
  store.createRun({ scope: garden, runId: 'HD_1' });
  store.models.save({ modelId: 'm-1', scope: garden, runId: 'HD_1', record: new Map([['name', 'rose']]) });
  await fc.assert(
    fc.asyncProperty(malformedRequests(routes), async ({ method, path, headers, body }) => {
      const signal = AbortSignal.timeout(patienceMs);
      const answer = await ask(method, path, { headers, body, signal });
      expect(failures).toEqual([]);
      expect(answer.status).toBeLessThan(500);
      if (answer.status !== 404) reached += 1;
      if (answer.status >= 400 && method !== 'HEAD') expectProtocolError(answer.json, path);
    }),
    { numRuns },
  );
  expect(store.getRun({ scope: garden, runId: 'HD_1' })?.runId).toBe('HD_1');
  expect((await ask('GET', '/discovery')).status).toBe(200);
  return reached;
}

function expectProtocolError(json: JsonValue, path: string): void {
  if (/mlflow/.test(new URL(path, 'http://127.0.0.1').pathname)) {
    expect(jsonAt(json, 'error_code')).toEqual(expect.stringMatching(/^[A-Z_]+$/));
    expect(jsonAt(json, 'message')).toEqual(expect.stringMatching(/./));
    return;
  }
  expect(jsonAt(json, 'error', 'details')).toBeInstanceOf(Array);
  expect(jsonAt(json, 'error', 'message')).toEqual(expect.stringMatching(/./));
}
