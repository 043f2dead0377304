import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { startTestServer } from '../__fixtures__/start-test-server.js';
import { wireObject } from '../wire-json/wire-schema.js';
import { createHttpClient } from './create-http-client.js';
import { createSender } from './create-sender.js';
import { createServiceClient, type ServiceClient } from './create-service-client.js';
import { toRetryPolicy } from './patience/retry-policy.js';
import type { Endpoint } from './requests/endpoint.js';

/** A protocol that nobody speaks, of two services: all that one needs to be spoken. */
type GardenService = 'plants' | 'weather';

const plantSchema = wireObject({ name: z.string() });

const putPlant: Endpoint = {
  method: 'PUT',
  path: '/plants/1',
  body: { kind: 'json', text: '{"name":"iris"}' },
  isSafeToRepeat: true,
  subject: 'plant "1"',
};
const getWeather: Endpoint = { method: 'GET', path: '/weather', isSafeToRepeat: true, subject: 'the weather' };

function openGarden(addresses: Readonly<Record<GardenService, string>>): ServiceClient<GardenService> {
  const retry = toRetryPolicy(undefined);
  return createServiceClient({
    sender: createSender({
      http: createHttpClient({ fetch: globalThis.fetch, retry }),
      commonHeaders: () => ({}),
      readError: () => ({}),
      requestIdHeader: 'x-request-id',
    }),
    credential: {
      getToken: async (audience) => ({ token: `for-${String(audience)}`, expiresOnTimestamp: Date.now() + 1e7 }),
    },
    locate: (service) => ({ address: addresses[service], audience: service }),
    streamIdleMs: retry.streamIdleMs,
  });
}

it('speaks a new protocol from its endpoints, its schemas and its addresses', async () => {
  const plants = await startTestServer(() => ({ body: { name: 'iris', unknown: 1 } }));
  const client = openGarden({ plants: plants.address, weather: plants.address });
  expect(await client.request('plants', plantSchema, putPlant, {})).toEqual({ name: 'iris' });
  expect(plants.requests[0]).toMatchObject({ method: 'PUT', headers: { authorization: 'Bearer for-plants' } });
});

it('sends to each service the token of its audience, and to no other', async () => {
  const plants = await startTestServer(() => ({ body: { name: 'iris' } }));
  const weather = await startTestServer(() => ({ body: {} }));
  const client = openGarden({ plants: plants.address, weather: weather.address });
  await Promise.all([client.send('plants', putPlant, {}), client.send('weather', getWeather, {})]);
  await client.send('plants', putPlant, {});
  const tokens = (server: typeof plants): unknown[] => server.requests.map(({ headers }) => headers.authorization);
  expect(tokens(plants)).toEqual(['Bearer for-plants', 'Bearer for-plants']);
  expect(tokens(weather)).toEqual(['Bearer for-weather']);
});

it('follows a link to the next page on the same service only', async () => {
  const plants = await startTestServer(() => ({ body: { name: 'iris' } }));
  const weather = await startTestServer(() => ({ body: {} }));
  const client = openGarden({ plants: plants.address, weather: weather.address });
  await client.send('plants', putPlant, { link: `${plants.address}/plants/2` });
  await expect(client.send('plants', putPlant, { link: `${weather.address}/plants/3` })).rejects.toMatchObject({
    code: 'unexpected-answer',
  });
  expect(plants.requests.map(({ url }) => url)).toEqual(['/plants/2']);
  expect(weather.requests).toEqual([]);
});

it('opens a signed address without any token', async () => {
  const plants = await startTestServer(() => ({ body: { name: 'iris' } }));
  const client = openGarden({ plants: plants.address, weather: plants.address });
  const pieces: Uint8Array[] = [];
  for await (const piece of await client.openSigned(getWeather, `${plants.address}/file?signature=1`, {})) {
    pieces.push(piece);
  }
  expect(Buffer.concat(pieces).toString()).toContain('iris');
  expect(plants.requests[0]?.headers).not.toHaveProperty('authorization');
});
