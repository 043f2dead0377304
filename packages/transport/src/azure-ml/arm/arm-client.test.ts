import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { quickRetry } from '../../__fixtures__/open-test-backend.js';
import { startTestServer, type TestAnswer } from '../../__fixtures__/start-test-server.js';
import { wireObject } from '../../wire-json/wire-schema.js';
import type { AzureMlOptions } from '../azure-ml-options.js';
import { armPlace } from './arm-address.js';
import { createArmClient } from './arm-client.js';
import { armEndpoint } from './arm-endpoint.js';

const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: undefined };
const region: AzureMlOptions['endpoint'] = { kind: 'region', region: 'westeurope' };
const nameSchema = wireObject({ name: z.string() });

describe('the address of Azure Resource Manager', () => {
  it.each([
    ['of a region is that of the public cloud', region, undefined, 'https://management.azure.com'],
    [
      "of a region's host too",
      { kind: 'address', address: 'https://westeurope.api.azureml.ms' } as const,
      undefined,
      'https://management.azure.com',
    ],
    [
      'of any other host is that host',
      { kind: 'address', address: 'http://127.0.0.1:8123/arm' } as const,
      undefined,
      'http://127.0.0.1:8123/arm',
    ],
    [
      'is what the option names',
      region,
      'https://management.usgovcloudapi.net/',
      'https://management.usgovcloudapi.net',
    ],
  ])('%s', (_title, endpoint, armAddress, address) => {
    expect(armPlace({ endpoint, armAddress }).address).toBe(address);
  });

  it('has the audience of its cloud', () => {
    expect(armPlace({ endpoint: region }).audience).toBe('https://management.azure.com/.default');
    const other = { endpoint: region, armAddress: 'https://management.usgovcloudapi.net' };
    expect(armPlace(other).audience).toBe('https://management.usgovcloudapi.net/.default');
  });

  it.each(['management.azure.com', 'ftp://management.azure.com', 'https://u:p@h', ''])('is not %j', (armAddress) => {
    expect(() => armPlace({ endpoint: region, armAddress })).toThrow(
      expect.objectContaining({ code: 'invalid-argument', message: expect.stringContaining('armAddress') }),
    );
  });
});

async function openArm(answer: () => TestAnswer) {
  const server = await startTestServer(answer);
  const client = createArmClient({
    endpoint: { kind: 'address', address: server.address },
    scope,
    credential: {
      getToken: async (audience) => ({ token: `for:${String(audience)}`, expiresOnTimestamp: Date.now() + 1e7 }),
    },
    retry: quickRetry,
  });
  return { server, client };
}

const job = armEndpoint(scope, { method: 'POST', path: '/jobs/j', apiVersion: '2024-01-01', subject: 'job "j"' });

describe('the client of Azure Resource Manager', () => {
  it('asks below the workspace, with the version of the route and a token for it', async () => {
    const { server, client } = await openArm(() => ({ body: { name: 'j' } }));
    expect(await client.request(nameSchema, job, {})).toEqual({ name: 'j' });
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      headers: { authorization: 'Bearer for:https://management.azure.com/.default' },
    });
    expect(server.requests[0]?.url).toBe(
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/jobs/j?api-version=2024-01-01',
    );
  });

  it.each([400, 409, 412, 503])('repeats a %i that asks for it', async (status) => {
    const answers: TestAnswer[] = [{ status, headers: { 'retry-after': '0' } }, { body: { name: 'j' } }];
    const { server, client } = await openArm(() => answers.shift() ?? { status: 500 });
    expect(await client.request(nameSchema, { ...job, isSafeToRepeat: false }, {})).toEqual({ name: 'j' });
    expect(server.requests).toHaveLength(2);
  });

  it('repeats no refusal that does not ask for it, and keeps its words and its id', async () => {
    const body = { error: { code: 'UserError', message: 'No such compute.' } };
    const { server, client } = await openArm(() => ({ status: 400, body, headers: { 'x-ms-request-id': 'r-1' } }));
    await expect(client.send(job, {})).rejects.toMatchObject({
      code: 'refused',
      requestId: 'r-1',
      serviceCode: 'UserError',
      message: expect.stringContaining('No such compute.'),
    });
    expect(server.requests).toHaveLength(1);
  });

  it('hands over the status and headers of what goes on after the answer', async () => {
    const { client } = await openArm(() => ({ status: 202, headers: { location: '/operations/1' } }));
    const { response } = await client.exchange(job, {});
    expect([response.status, response.headers.get('location')]).toEqual([202, '/operations/1']);
  });
});
