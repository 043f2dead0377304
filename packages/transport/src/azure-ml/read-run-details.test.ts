import { parseJson } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { openTestBackend } from '../__fixtures__/open-test-backend.js';
import { startTestServer, type TestAnswer } from '../__fixtures__/start-test-server.js';
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

  it.each([{ status: 500 }, { status: 404 }, { body: 'nonsense' }])(
    'does without a listing that answers %j, and without trying again',
    async (answer) => {
      const server = await serviceWith(() => answer);
      const found = await openTestBackend(server.address).getRunDetails('HD_1');
      expect(found.logFiles).toEqual(['azureml-logs/hyperdrive.txt']);
      expect(server.requests).toHaveLength(4);
    },
  );

  it('rejects where the run is not there', async () => {
    const server = await startTestServer(() => ({ status: 404 }));
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
