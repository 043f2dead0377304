import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import { watchFolder } from './watch-folder.js';

it('calls back when a file comes into the folder', async () => {
  const folder = await temporaryFolder();
  const changed = new Promise<void>((resolve) => {
    onTestFinished(watchFolder(folder, () => resolve()));
  });
  writeFileSync(join(folder, 'claim'), '');
  await expect(changed).resolves.toBeUndefined();
});

it('says nothing of a folder that does not exist', () => {
  const end = watchFolder('/does/not/exist', () => {
    throw new Error('it has changed');
  });
  expect(end()).toBeUndefined();
});
