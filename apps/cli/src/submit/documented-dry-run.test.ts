import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { runCli } from '../run-cli.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

it('prints the requests of the submit that the README shows, in the order in which they are sent', async () => {
  const readme = await readFile(`${root}README.md`, 'utf8');
  const [, command = ''] = /^hyperdrive (submit [^\n]*--dry-run.*?)\n```/ms.exec(readme) ?? [];
  const args = command.replaceAll('\\\n', ' ').replaceAll('…', 'mine').split(/\s+/);
  const io = memoryIo({ env: { ...process.env, NO_COLOR: '1' }, cwd: root, columns: 100 });
  expect([await runCli(args, io), io.printed.stderr]).toEqual([0, '']);
  const requests: unknown = JSON.parse(io.printed.stdout);
  const workspace =
    '/subscriptions/mine/resourceGroups/mine/providers/Microsoft.MachineLearningServices/workspaces/mine';
  expect(requests).toMatchObject([
    { method: 'GET', path: `${workspace}/codes/{code}/versions`, query: { hashVersion: '202208' } },
    { method: 'POST', path: `${workspace}/codes/{code}/versions/1/startPendingUpload` },
    { method: 'PUT', path: '{container}/iris' },
    {
      method: 'PUT',
      path: `${workspace}/codes/{code}/versions/1`,
      body: { properties: { codeUri: '{container}/iris' } },
    },
    { method: 'GET', path: `${workspace}/datastores/workspaceblobstore` },
    { method: 'POST', path: `${workspace}/datastores/workspaceblobstore/listSecrets` },
    { method: 'PUT', body: { files: [{ size: expect.any(Number) }] } },
    {
      method: 'PUT',
      path: `${workspace}/jobs/{job}`,
      body: {
        properties: { jobType: 'Sweep', computeId: `${workspace}/computes/cpu-cluster`, limits: { timeout: 'PT10M' } },
      },
    },
  ]);
});
