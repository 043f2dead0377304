import { describe, expect, it } from 'vitest';
import { openTestBackend, testScope } from '../__fixtures__/open-test-backend.js';
import { startTestServer } from '../__fixtures__/start-test-server.js';
import { createAzureMlBackend } from './azure-ml-backend.js';
import type { AzureMlOptions } from './azure-ml-options.js';

describe('createAzureMlBackend', () => {
  it('says what it is and where it looks', () => {
    const backend = openTestBackend('http://127.0.0.1:9');
    expect(backend.displayName).toBe('Azure ML');
    expect(backend.scope).toEqual(testScope);
  });

  it('reaches another scope with the same token; what is left out stays', async () => {
    const server = await startTestServer(() => ({ body: { runId: 'HD_0' } }));
    const other = openTestBackend(server.address).withScope({ workspaceName: 'other', experimentName: 'old' });
    expect(other.scope).toEqual({ ...testScope, workspaceName: 'other', experimentName: 'old' });
    await other.getRun('HD_0');
    expect(server.requests[0]).toMatchObject({
      url: expect.stringContaining(
        '/resourceGroups/group/providers/Microsoft.MachineLearningServices/workspaces/other/experiments/old/',
      ),
      headers: { authorization: 'Bearer secret-token' },
    });
  });

  it.each<[string, Partial<AzureMlOptions>]>([
    ['endpoint.region', { endpoint: { kind: 'region', region: 'evil.example/' } }],
    ['endpoint.address', { endpoint: { kind: 'address', address: 'ftp://host' } }],
    ['endpoint.address', { endpoint: { kind: 'address', address: 'https://u:s3cret@host' } }],
    ['endpoint.address', { endpoint: { kind: 'address', address: 'https://host/?sig=s3cret' } }],
    ['scope.workspaceName', { scope: { subscriptionId: 's', resourceGroup: 'g' } }],
    ['concurrency', { concurrency: 0 }],
    ['concurrency', { concurrency: 1.5 }],
    ['userAgentSuffix', { userAgentSuffix: 'a\r\nb' }],
    ['retry.budgetMs', { retry: { budgetMs: -1 } }],
    ['credential', { credential: '' }],
  ])('refuses a wrong %s, naming the option and no secret', (option, wrong) => {
    const create = () =>
      createAzureMlBackend({
        endpoint: { kind: 'address', address: 'http://127.0.0.1:9' },
        scope: testScope,
        ...wrong,
      });
    expect(create).toThrow(expect.objectContaining({ code: 'invalid-argument', option }));
    expect(create).not.toThrow('s3cret');
  });

  it('keeps a path that the address has, and refuses ids that no address can carry', async () => {
    const server = await startTestServer(() => ({ body: { runId: 'a' } }));
    const backend = openTestBackend(`${server.address}/pre/fix/`);
    await backend.getRun('../x?y#z');
    expect(server.requests[0]?.url).toMatch(/^\/pre\/fix\/history\/v1\.0\/.*\/runs\/\.\.%2Fx%3Fy%23z$/);
    await expect(backend.getRun('..')).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(backend.getRun('')).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});
