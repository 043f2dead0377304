import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { readText } from './read-file-text.js';

it('a file that a sweep file names is read as UTF-8, or it is said why not', async () => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'conda.yml'), 'größe: 1\n');
  mkdirSync(join(folder, 'src'));
  expect(readText(join(folder, 'conda.yml'))).toEqual({ text: 'größe: 1\n' });
  expect(readText(join(folder, 'none.yml'))).toEqual({ reason: 'does not exist' });
  expect(readText(join(folder, 'src'))).toEqual({ reason: 'is a folder' });
  expect(readText(join(folder, 'conda.yml', 'x'))).toEqual({ reason: 'cannot be read' });
  expect(readText('a\0b')).toEqual({ reason: 'cannot be read' });
});
