import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseJson } from '@hyperdrive-run/core/json';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Run } from './run-context.js';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

let server: Server;
let seen: Seen[];
let status: number;

beforeEach(async () => {
  seen = [];
  status = 200;
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, authorization: request.headers.authorization, body });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(
        request.method === 'PATCH' ? '{"runId":"HD_1_0","status":"Running","tags":{},"properties":{}}' : '{}',
      );
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function environment(): Record<string, string> {
  const { port } = addressOf(server);
  return {
    AZUREML_RUN_ID: 'HD_1_0',
    AZUREML_SERVICE_ENDPOINT: `http://127.0.0.1:${port}`,
    AZUREML_ARM_SUBSCRIPTION: 'sub',
    AZUREML_ARM_RESOURCEGROUP: 'group',
    AZUREML_ARM_WORKSPACE_NAME: 'ws',
    AZUREML_ARM_PROJECT_NAME: 'iris',
    AZUREML_RUN_TOKEN: 'token-of-the-trial',
  };
}

function addressOf(listening: Server): AddressInfo {
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen.');
  return address;
}

describe('the run of a training script', () => {
  it('sends what was logged to the service that started the trial, with its token', async () => {
    const run = Run.getContext({ environment: environment() });
    run.log('accuracy', 0.5, { step: 0 });
    run.log('accuracy', Number.NaN, { step: 1 });
    run.logRow('confusion', { class: 'setosa', count: 3 });
    await run.flush();
    const [request] = seen;
    expect(request).toMatchObject({ method: 'POST', authorization: 'Bearer token-of-the-trial' });
    expect(request?.url).toContain('/metric/v2.0/subscriptions/sub/');
    expect(request?.url).toContain('/runs/HD_1_0/batch');
    const text = request?.body ?? '';
    expect(() => parseJson(text)).not.toThrow();
    for (const part of ['"accuracy"', '"confusion"', '"setosa"', 'azureml.v1.scalar', 'azureml.v1.table', 'NaN']) {
      expect(text).toContain(part);
    }
  });

  it('sets tags', async () => {
    await Run.getContext({ environment: environment() }).tag('phase', 'done');
    expect(seen).toEqual([
      expect.objectContaining({ method: 'PATCH', body: expect.stringContaining('"phase":"done"') }),
    ]);
  });

  it('rejects a flush that the service refuses', async () => {
    status = 403;
    const run = Run.getContext({ environment: environment() });
    run.log('accuracy', 0.5);
    await expect(run.flush()).rejects.toMatchObject({ code: 'not-authorized' });
    status = 200;
    await run.flush();
  });

  it('prints instead where the process is no trial', async () => {
    const print = vi.spyOn(console, 'log').mockReturnValue();
    const run = Run.getContext({ environment: {} });
    run.log('accuracy', 0.5, { step: 2 });
    run.logRow('row', { a: 1, b: 'x' });
    await run.flush();
    expect(run.isOffline).toBe(true);
    expect(print.mock.calls).toEqual([['accuracy: 0.5 (step 2)'], ['row: a=1 b=x']]);
    print.mockRestore();
  });

  it('is refused outside of a trial where that is asked, and where a variable is missing', () => {
    expect(() => Run.getContext({ environment: {}, allowOffline: false })).toThrow('AZUREML_RUN_ID is undefined');
    const { AZUREML_RUN_TOKEN: _, ...rest } = environment();
    expect(() => Run.getContext({ environment: rest })).toThrow('AZUREML_RUN_TOKEN is undefined');
  });
});
