import { parseJson } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { azureNotThere, openTestBackend, quickRetry } from '../../__fixtures__/open-test-backend.js';
import { startTestServer, type TestAnswer } from '../../__fixtures__/start-test-server.js';
import { readArguments } from './to-run-details.js';

const details = {
  runId: 'HD_1',
  target: 'local',
  error: { error: { code: 'UserError', message: 'It broke.' } },
  runDefinition: { arguments: ['--lr', 0.1, true, null] },
  logFiles: { 'azureml-logs/hyperdrive.txt': 'https://blob.example/?sig=s3cret' },
};

async function serviceWith(logs: (folder: string) => TestAnswer) {
  return startTestServer(({ url }) => {
    if (url.endsWith('/details')) return { body: details };
    if (url.includes('/prefix/')) return logs(url.split('/').at(-1) ?? '');
    return { body: { runId: 'HD_1', status: 'Failed', parentRunId: 'HD', tags: { a: 'b' } } };
  });
}

describe('reading details', () => {
  it('puts together the run, its details, and the logs of both listings, without their signed addresses', async () => {
    const server = await serviceWith((folder) => ({
      body: { value: [{ path: `${folder}/std_log.txt`, contentUri: 'x' }] },
    }));
    const found = await openTestBackend(server.address).getRunDetails('HD_1');
    expect(found).toMatchObject({
      run: { runId: 'HD_1', status: 'Failed', parentRunId: 'HD', error: { code: 'UserError', message: 'It broke.' } },
      target: 'local',
      arguments: ['--lr', '0.1', 'true'],
      logFiles: ['azureml-logs/hyperdrive.txt', 'user_logs/std_log.txt', 'system_logs/std_log.txt'],
    });
    expect(found.run.tags).toEqual(new Map([['a', 'b']]));
    expect(JSON.stringify(found)).not.toContain('s3cret');
  });

  it('asks for nothing but the details and the logs of a run that is known, and keeps what is known of it', async () => {
    const asked: string[] = [];
    const server = await startTestServer(({ url }) => {
      asked.push(url.split('?')[0]?.replace(/.*(?=\/runs\/|\/prefix\/)/, '') ?? '');
      if (url.endsWith('/details')) return { body: { ...details, warnings: [{ message: 'Slow.' }] } };
      if (url.includes('/prefix/')) return { body: { value: [] } };
      return { body: { runId: 'HD_1', status: 'Failed', tags: { a: 'b' } } };
    });
    const backend = openTestBackend(server.address);
    const known = await backend.getRun('HD_1');
    asked.length = 0;
    const found = await backend.getRunDetails('HD_1', { known });
    expect(asked.filter((path) => path === '/runs/HD_1')).toEqual([]);
    expect(found.run).toEqual({ ...known, error: { code: 'UserError', message: 'It broke.' }, warnings: ['Slow.'] });
    expect(found.arguments).toEqual(['--lr', '0.1', 'true']);
  });

  it('follows the pages of the logs, and does without a folder that is not there', async () => {
    let asked = 0;
    const server = await serviceWith((folder) => {
      if (folder === 'system_logs') return azureNotThere;
      asked += 1;
      return { body: { value: [{ path: `user_logs/${asked}.txt` }], continuationToken: asked === 1 ? 'more' : '' } };
    });
    const found = await openTestBackend(server.address).getRunDetails('HD_1');
    expect(found.logFiles).toEqual(['azureml-logs/hyperdrive.txt', 'user_logs/1.txt', 'user_logs/2.txt']);
  });

  it.each([
    ['service-failure', { status: 500 }],
    ['not-authorized', { status: 403 }],
    ['unexpected-answer', { body: 'nonsense' }],
    ['unexpected-answer', { status: 404, body: '<html>' }],
  ] as const)('rejects with %s where the logs cannot be listed: %j', async (code, answer) => {
    const server = await serviceWith(() => answer);
    const backend = openTestBackend(server.address, { retry: { ...quickRetry, budgetMs: 0 } });
    await expect(backend.getRunDetails('HD_1')).rejects.toMatchObject({ code });
  });

  it('takes back what is under way when a part of it fails', async () => {
    const server = await serviceWith(() => azureNotThere);
    const waiting: (AbortSignal | null | undefined)[] = [];
    const holdLogs: typeof fetch = async (input, init) => {
      if (!new Request(input).url.includes('/prefix/')) return fetch(`${server.address}/prefix/not-there`);
      waiting.push(init?.signal);
      return new Promise(() => undefined);
    };
    const backend = openTestBackend(server.address, { fetch: holdLogs });
    await expect(backend.getRunDetails('HD_1')).rejects.toMatchObject({ code: 'run-not-found' });
    expect(waiting.map((signal) => signal?.aborted)).toEqual([true, true]);
  });

  it('rejects where the run is not there', async () => {
    const server = await startTestServer(() => azureNotThere);
    await expect(openTestBackend(server.address).getRunDetails('HD_1')).rejects.toMatchObject({
      code: 'run-not-found',
    });
  });
});

describe('readArguments', () => {
  it.each([
    ['{"Arguments": ["a"]}', ['a']],
    ['{"configuration": {"arguments": ["a", 9007199254740993]}}', ['a', '9007199254740993']],
    ['{"arguments": [], "Overrides": {"arguments": ["b"]}}', ['b']],
    ['{"configuration": null, "snapshotId": "x"}', []],
    ['{"arguments": "a b"}', []],
    ['null', []],
  ])('finds the arguments in %s', (definition, expected) => {
    expect(readArguments(parseJson(definition))).toEqual(expected);
  });
});
