import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { listTrialFiles, openTrialFile } from './trial-files.js';

async function folderWithFiles(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'trial', 'checkpoint_000000'), { recursive: true });
  await writeFile(path.join(folder, 'trial', 'checkpoint_000000', 'model'), 'weights');
  await writeFile(path.join(folder, 'trial', 'a b'), '');
  await writeFile(path.join(folder, 'secret'), 's');
  await symlink(path.join(folder, 'secret'), path.join(folder, 'trial', 'link'));
  await symlink(folder, path.join(folder, 'trial', 'up'));
  return path.join(folder, 'trial');
}

it('lists the files at any depth, sorted, without links; none of a folder that is not there', async () => {
  const trial = await folderWithFiles();
  expect(await listTrialFiles(trial, {})).toEqual(['a b', 'checkpoint_000000/model']);
  expect(await listTrialFiles(path.join(trial, 'nowhere'), {})).toEqual([]);
});

it('opens a file, and nothing that is outside of the folder or no file', async () => {
  const trial = await folderWithFiles();
  const pieces: Uint8Array[] = [];
  for await (const piece of (await openTrialFile(trial, 'checkpoint_000000/model', {})) ?? []) pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toBe('weights');
  for (const name of ['../secret', 'link', 'up/secret', 'checkpoint_000000', '', './a b', 'nothing', '/etc/passwd']) {
    expect({ name, found: await openTrialFile(trial, name, {}) }).toEqual({ name, found: undefined });
  }
});
