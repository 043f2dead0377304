import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { writePrivateFile } from './write-private-file.js';

it('replaces a file whole, closed to others whatever the older one was, and leaves no draft', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'kept.json');
  writeFileSync(file, 'an older and longer text', { mode: 0o644 });
  writeFileSync(`${file}.${process.pid}`, 'left by a process that was killed', { mode: 0o644 });
  writePrivateFile(file, 'new');
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777, readdirSync(folder)]).toEqual([
    'new',
    0o600,
    ['kept.json'],
  ]);
});
