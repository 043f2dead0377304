import { BackendError } from '@hyperdrive-run/core';
import { parseJson } from '@hyperdrive-run/core/json';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listenOnLoopback } from '../../../../network/listen.js';
import { createRayClient, type RayClient } from './ray-client.js';

interface Head {
  readonly client: RayClient;
  readonly asked: Request[];
}

/** A head that answers each request the same way; without an answer it never does. */
async function startHead(answer?: readonly [status: number, text: string], token?: string): Promise<Head> {
  const asked: Request[] = [];
  const listener = await listenOnLoopback(async (request) => {
    asked.push(request.clone());
    await request.arrayBuffer();
    return answer === undefined ? new Promise(() => {}) : new Response(answer[1], { status: answer[0] });
  }, 0);
  onTestFinished(() => listener.close());
  return { asked, client: createRayClient({ address: listener.address, token, timeoutMs: 300 }) };
}

async function failureOf(call: Promise<unknown>): Promise<BackendError> {
  const error: unknown = await call.catch((caught: unknown) => caught);
  if (!BackendError.isInstance(error)) throw new Error(`it is no BackendError: ${String(error)}`);
  return error;
}

const job = {
  id: 'launch-1',
  entrypoint: 'python3 wrapper',
  packageName: 'p.zip',
  variables: new Map([['CODE', 'x']]),
  metadata: new Map([['run', 'HD_1_0']]),
  request: { cpus: 1, gpus: 0, memoryBytes: 0 },
};

describe('a request to a head', () => {
  it('does not look like that of a browser, whose changes Ray refuses', async () => {
    const { client, asked } = await startHead([200, '{}']);
    await client.submit(job);
    const names = [...(asked[0]?.headers.keys() ?? [])];
    expect(names.filter((name) => /^(sec-fetch-|origin|referer|user-agent)/.test(name))).toEqual([]);
  });

  it('submits a job with what it asks for, and leaves out what it does not', async () => {
    const { client, asked } = await startHead([200, '{}']);
    await client.submit(job);
    expect(asked.map(({ method, url }) => [method, new URL(url).pathname])).toEqual([['POST', '/api/jobs/']]);
    expect(JSON.parse((await asked[0]?.text()) ?? '')).toEqual({
      submission_id: 'launch-1',
      entrypoint: 'python3 wrapper',
      runtime_env: { working_dir: 'gcs://p.zip', env_vars: { CODE: 'x' } },
      metadata: { run: 'HD_1_0' },
      entrypoint_num_cpus: 1,
    });
  });

  it('takes a job that exists already for submitted: the first answer was lost', async () => {
    const text =
      'Traceback ...\nValueError: Job with submission_id launch-1 already exists. Please use another one.\n.\n';
    const { client } = await startHead([500, text]);
    await expect(client.submit(job)).resolves.toBeUndefined();
  });

  it('sends the token of the compute, and has it in no error', async () => {
    for (const [status, code] of [[401, 'not-authenticated'] as const, [403, 'not-authorized'] as const]) {
      const { client, asked } = await startHead([status, 'Unauthorized: Missing authentication token'], 'secret-token');
      const error = await failureOf(client.jobs());
      expect(asked[0]?.headers.get('authorization')).toBe('Bearer secret-token');
      expect([error.code, error.isRetryable]).toEqual([code, false]);
      expect(JSON.stringify([error.message, error.hint, String(error.cause)])).not.toContain('secret-token');
    }
  });

  it('knows whether a package is kept', async () => {
    const [kept, unknown] = [await startHead([200, '']), await startHead([404, 'Package does not exist'])];
    expect([await kept.client.hasPackage('p.zip'), await unknown.client.hasPackage('p.zip')]).toEqual([true, false]);
  });

  it('does without the output of a job that cannot be had', async () => {
    const { client } = await startHead([500, 'Traceback\nRuntimeError: node is dead']);
    expect(await client.logs('launch-1')).toBeUndefined();
  });
});

describe('a head that', () => {
  it.each([
    [
      [500, 'Traceback\n  File "x"\nRuntimeError: no quorum\n.\n'],
      'service-failure',
      true,
      /status 500: RuntimeError: no/,
    ],
    [[413, 'Maximum request body size 104857600 exceeded.'], 'refused', false, /status 413: Maximum request body/],
    [[200, '<html>Log in</html>'], 'unexpected-answer', false, /is not the Jobs API of Ray/],
    [[200, '{"result": true}'], 'unexpected-answer', false, /is not the Jobs API of Ray/],
  ] as const)('answers %j is a %s', async (answer, code, isRetryable, message) => {
    const { client } = await startHead(answer);
    const error = await failureOf(client.version());
    expect([error.code, error.isRetryable]).toEqual([code, isRetryable]);
    expect(error.message).toMatch(message);
  });

  it('is down, or does not answer, is an error that may pass', async () => {
    const down = createRayClient({ address: 'http://127.0.0.1:1' });
    expect(await failureOf(down.version())).toMatchObject({ code: 'connection-failed', isRetryable: true });
    const { client } = await startHead();
    expect(await failureOf(client.version())).toMatchObject({ code: 'timed-out', isRetryable: true });
  });

  it('does not answer is left where the signal says so, with its reason', async () => {
    const { client, asked } = await startHead();
    const controller = new AbortController();
    const reason = new Error('enough');
    const answer = client.version({ signal: controller.signal });
    await expect.poll(() => asked.length).toBe(1);
    controller.abort(reason);
    await expect(answer).rejects.toBe(reason);
    await expect(client.version({ signal: controller.signal })).rejects.toBe(reason);
  });
});

it('reads a listing as exactly as any other JSON', async () => {
  const { client } = await startHead([200, '[{"submission_id": "a", "status": "PENDING", "start_time": 1e400}]']);
  expect(parseJson('1e400')).toBe(Infinity);
  expect((await client.jobs()).get('a')?.status).toBe('PENDING');
});
