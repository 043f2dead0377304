import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { awkwardText } from '../__fixtures__/awkward-text.js';
import { garden } from '../__fixtures__/garden-scope.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { createRunFiles } from './disk-run-files.js';
import { standardLog } from './run-files.js';

const key = { scope: garden, runId: 'HD_4be1a9d2-55c3-4e0f-8d3c-6b9f1a7e2c01_3' };

async function put(folder: string, path: string, content = path): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

it('names the folder of a trial by its id', () => {
  expect(createRunFiles('/data').folderOf(key)).toMatch(/runs\/orchard~[0-9a-f]{16}\/HD_4be1.*_3\/files$/);
});

it('gives every run, whatever its id, a folder of its own under the service folder', () => {
  const files = createRunFiles('/data');
  const ids = fc.oneof(
    awkwardText,
    fc.constantFrom('..', '../..', '/etc/passwd', 'a/../../b', 'HD_a', 'hd_a', 'HD_A', 'a.', 'con'),
  );
  fc.assert(
    fc.property(ids, ids, awkwardText, (one, other, workspaceName) => {
      const folder = files.folderOf({ scope: { ...garden, workspaceName }, runId: one });
      expect(relative('/data/runs', folder)).toMatch(/^[A-Za-z0-9_~-]+\/[A-Za-z0-9_~.-]*[A-Za-z0-9_-]\/files$/);
      const same = files.folderOf({ scope: { ...garden, workspaceName }, runId: other });
      expect(same.toLowerCase() === folder.toLowerCase()).toBe(one === other);
    }),
  );
});

it('keeps runs of one id in different workspaces apart', () => {
  const files = createRunFiles('/data');
  const elsewhere = { scope: { ...garden, subscriptionId: 'other' }, runId: key.runId };
  expect(files.folderOf(elsewhere)).not.toBe(files.folderOf(key));
});

it('lists and finds what is kept, by folder', async () => {
  const files = createRunFiles(await temporaryFolder());
  const folder = files.folderOf(key);
  for (const path of [standardLog, 'outputs/model/weights.json', 'outputs/a.txt']) await put(folder, path);
  expect((await files.list(key)).map((file) => file.path)).toEqual([
    'outputs/a.txt',
    'outputs/model/weights.json',
    'user_logs/std_log.txt',
  ]);
  expect((await files.list(key, 'user_logs')).map((file) => file.path)).toEqual([standardLog]);
  expect((await files.list(key, 'outputs'))[0]?.sizeBytes).toBe('outputs/a.txt'.length);
  expect(await files.list(key, 'system_logs')).toEqual([]);
  expect(await files.find(key, standardLog)).toBe(join(folder, standardLog));
  expect(await files.find(key, 'outputs')).toBeUndefined();
  expect(await files.find(key, 'outputs/missing.txt')).toBeUndefined();
});

it('of a run that has none lists nothing', async () => {
  const files = createRunFiles(await temporaryFolder());
  expect(await files.list(key)).toEqual([]);
});

it.each([
  '../secret.txt',
  'outputs/../../secret.txt',
  '..',
  '.',
  '',
  '/',
  'outputs/../user_logs/x',
  'a\0b',
  '..\\secret.txt',
])('finds nothing at %j', async (path) => {
  const files = createRunFiles(await temporaryFolder());
  await put(files.folderOf(key), 'user_logs/x');
  await put(dirname(files.folderOf(key)), 'secret.txt');
  expect(await files.find(key, path)).toBeUndefined();
});

it('follows no link that a trial left', async () => {
  const root = await temporaryFolder();
  const files = createRunFiles(join(root, 'service'));
  const folder = files.folderOf(key);
  await put(root, 'secrets/key.txt');
  await put(folder, 'outputs/own.txt');
  await symlink(join(root, 'secrets'), join(folder, 'outputs', 'folder'));
  await symlink(join(root, 'secrets', 'key.txt'), join(folder, 'outputs', 'file.txt'));
  expect((await files.list(key)).map((file) => file.path)).toEqual(['outputs/own.txt']);
  expect(await files.list(key, 'outputs/folder')).toEqual([]);
  expect(await files.find(key, 'outputs/folder/key.txt')).toBeUndefined();
  expect(await files.find(key, 'outputs/file.txt')).toBeUndefined();
});
