import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { startTestServer } from '../__fixtures__/start-test-server.js';
import { wireObject } from '../wire-json/wire-schema.js';
import { createHttpClient } from './create-http-client.js';
import { createSender } from './create-sender.js';
import { createServiceClient, type ServiceClient } from './create-service-client.js';
import { toRetryPolicy } from './patience/retry-policy.js';
import type { Endpoint } from './requests/endpoint.js';

/** A protocol that nobody speaks, of services for two audiences: all that one needs to be spoken. */
type GardenService = 'plants' | 'seeds' | 'weather';

const audiences: ReadonlyMap<GardenService, string> = new Map([
  ['plants', 'garden'],
  ['seeds', 'garden'],
  ['weather', 'sky'],
]);

const plantSchema = wireObject({ name: z.string() });

const putPlant: Endpoint = {
  method: 'PUT',
  path: '/plants/1',
  body: { kind: 'json', text: '{"name":"iris"}' },
  isSafeToRepeat: true,
  subject: 'plant "1"',
};
const getWeather: Endpoint = { method: 'GET', path: '/weather', isSafeToRepeat: true, subject: 'the weather' };

function openGarden(addresses: ReadonlyMap<GardenService, string>): ServiceClient<GardenService> {
  const audienceAt = (origin: string): string | undefined => {
    const [service] = [...addresses].find(([, address]) => new URL(address).origin === origin) ?? [];
    return service && audiences.get(service);
  };
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
    locate: (service) => ({ address: addresses.get(service) ?? '', audience: audiences.get(service) ?? '' }),
    audienceOf: ({ origin }) => audienceAt(origin),
    streamIdleMs: retry.streamIdleMs,
  });
}

it('speaks a new protocol from its endpoints, its schemas and its addresses', async () => {
  const plants = await startTestServer(() => ({ body: { name: 'iris', unknown: 1 } }));
  const client = openGarden(new Map([['plants', plants.address]]));
  expect(await client.request('plants', plantSchema, putPlant, {})).toEqual({ name: 'iris' });
  expect(plants.requests[0]).toMatchObject({ method: 'PUT', headers: { authorization: 'Bearer for-garden' } });
});

it('sends to each service the token of its audience, and to no other', async () => {
  const plants = await startTestServer(() => ({ body: { name: 'iris' } }));
  const weather = await startTestServer(() => ({ body: {} }));
  const client = openGarden(
    new Map([
      ['plants', plants.address],
      ['weather', weather.address],
    ]),
  );
  await Promise.all([client.send('plants', putPlant, {}), client.send('weather', getWeather, {})]);
  await client.send('plants', putPlant, {});
  const tokens = (server: typeof plants): unknown[] => server.requests.map(({ headers }) => headers.authorization);
  expect(tokens(plants)).toEqual(['Bearer for-garden', 'Bearer for-garden']);
  expect(tokens(weather)).toEqual(['Bearer for-sky']);
});

it('follows a link to the next page wherever the token is for, and nowhere else', async () => {
  const plants = await startTestServer(() => ({ body: { name: 'iris' } }));
  const seeds = await startTestServer(() => ({ body: { name: 'tulip' } }));
  const weather = await startTestServer(() => ({ body: {} }));
  const stranger = await startTestServer(() => ({ body: {} }));
  const client = openGarden(
    new Map([
      ['plants', plants.address],
      ['seeds', seeds.address],
      ['weather', weather.address],
    ]),
  );
  await client.send('plants', putPlant, { link: '/plants/2' });
  await client.send('plants', putPlant, { link: `${seeds.address}/seeds/2` });
  expect(seeds.requests[0]).toMatchObject({ url: '/seeds/2', headers: { authorization: 'Bearer for-garden' } });
  for (const { address } of [weather, stranger]) {
    await expect(client.send('plants', putPlant, { link: `${address}/3` })).rejects.toMatchObject({
      code: 'unexpected-answer',
      message: expect.stringContaining('where no token may go'),
    });
  }
  expect(plants.requests.map(({ url }) => url)).toEqual(['/plants/2']);
  expect([...weather.requests, ...stranger.requests]).toEqual([]);
});

it('opens a signed address without any token', async () => {
  const plants = await startTestServer(() => ({ body: { name: 'iris' } }));
  const client = openGarden(new Map([['plants', plants.address]]));
  const pieces: Uint8Array[] = [];
  for await (const piece of await client.openSigned(getWeather, `${plants.address}/file?signature=1`, {})) {
    pieces.push(piece);
  }
  expect(Buffer.concat(pieces).toString()).toContain('iris');
  expect(plants.requests[0]?.headers).not.toHaveProperty('authorization');
});
