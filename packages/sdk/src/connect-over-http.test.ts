import { BackendError } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { startHttpServer } from './__fixtures__/start-http-server.js';
import { type ConnectOptions, connect } from './connect.js';
import type { Workspace } from './workspace.js';

const workspace = 'subscriptions/sub/resourceGroups/group/workspaces/ws';

/** Opens each kind of backend at a server on loopback, the cloud's endpoint through a `fetch` that turns there. */
const kinds: readonly (readonly [string, (host: string, options: ConnectOptions) => Workspace])[] = [
  ['Azure ML', (host, options) => connect(`azureml+http://${host}/${workspace}?experiment=iris`, options)],
  ['MLflow', (host, options) => connect(`mlflow+http://${host}?experiment=iris`, options)],
  [
    "Azure ML's MLflow endpoint",
    (host, options) =>
      connect(`azureml://eu.api.azureml.ms/mlflow/v1.0/${workspace}?experiment=iris`, {
        ...options,
        credential: 'token',
        fetch: (input, init) => {
          const { pathname, search } = new URL(input instanceof Request ? input.url : input);
          return fetch(`http://${host}${pathname}${search}`, init);
        },
      }),
  ],
];

async function failureOf(asked: Promise<unknown>): Promise<BackendError> {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (BackendError.isInstance(error)) return error;
  throw new Error('A BackendError was expected.', { cause: error });
}

describe.each(kinds)('connect to %s', (_, open) => {
  it('ends an attempt after retry.attemptTimeoutMs, and says so in the hint', async () => {
    const { host } = await startHttpServer(() => undefined);
    const retry = { attemptTimeoutMs: 30, budgetMs: 0 };
    const error = await failureOf(open(host, { retry }).getRun('HD_1'));
    expect([error.code, error.hint]).toEqual(['timed-out', expect.stringContaining('retry.attemptTimeoutMs')]);
  });

  it('repeats a request within retry.budgetMs, at the pace of the options', async () => {
    const { host, seen } = await startHttpServer((_request, response) => {
      response.writeHead(seen.length < 4 ? 503 : 403).end('{}');
    });
    const retry = { firstDelayMs: 1, maxDelayMs: 1 };
    expect((await failureOf(open(host, { retry }).getRun('HD_1'))).code).toBe('not-authorized');
    expect(seen).toHaveLength(4);
  });

  it('puts userAgentSuffix at the end of the User-Agent', async () => {
    const { host, seen } = await startHttpServer((_request, response) => {
      response.writeHead(403).end('{}');
    });
    await failureOf(open(host, { userAgentSuffix: 'my-tool/1.2' }).getRun('HD_1'));
    expect(seen.map(({ userAgent }) => userAgent)).toEqual(['hyperdrive-run sdk_run_hyper_drive my-tool/1.2']);
  });

  it.each([
    [{ retry: 5 }, 'retry is 5, but takes an object.'],
    [{ retry: { budgetMs: '1' } }, 'retry.budgetMs is "1", but takes milliseconds from 0 to 2147483647.'],
    [{ userAgentSuffix: 'a\nb' }, 'userAgentSuffix is "a\\nb", but takes printable ASCII text.'],
    [{ userAgentSuffix: 5 }, 'userAgentSuffix is 5, but takes printable ASCII text.'],
    [{ concurrency: 0 }, 'concurrency is 0, but takes a positive integer.'],
    [{ onWarning: 'no' }, 'onWarning is "no", but takes a function.'],
    [{ experiment: '' }, 'experiment is "", but takes a non-empty string.'],
  ])('refuses the options %j before anything is sent', (wrong, message) => {
    const options: ConnectOptions = JSON.parse(JSON.stringify(wrong));
    expect(() => open('127.0.0.1:1', options)).toThrow(expect.objectContaining({ code: 'invalid-argument', message }));
  });
});
