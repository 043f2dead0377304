import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { commandFor, openBrowser } from './open-browser.js';

it('has the browser open a private file that leads to the address, so that no process list contains the token', async (context) => {
  if (process.platform !== 'linux') return context.skip('the command that opens a browser is replaced on Linux only');
  const folder = await temporaryFolder();
  const opened = path.join(folder, 'opened');
  await mkdir(path.join(folder, 'bin'));
  await writeFile(
    path.join(folder, 'bin/xdg-open'),
    `#!/bin/sh\nprintf '%s' "$*" > ${opened}.part && mv ${opened}.part ${opened}\n`,
  );
  await chmod(path.join(folder, 'bin/xdg-open'), 0o755);
  vi.stubEnv('PATH', `${path.join(folder, 'bin')}:${process.env['PATH']}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const remove = await openBrowser('http://127.0.0.1:1/?token=secret&sweep=HD_1');
  const given = await vi.waitFor(() => readFile(opened, 'utf8'), 20_000);
  expect(given).not.toContain('secret');
  const file = fileURLToPath(given);
  expect(await readFile(file, 'utf8')).toContain('url=http://127.0.0.1:1/?token=secret&amp;sweep=HD_1"');
  expect((await stat(file)).mode & 0o077).toBe(0);
  await remove();
  await expect(stat(file)).rejects.toThrow('ENOENT');
});

it('asks each system in its own way', () => {
  const commands = (['linux', 'darwin', 'win32'] as const).map((platform) => commandFor(platform, 'x')[0]);
  expect(commands).toEqual(['xdg-open', 'open', 'rundll32']);
});
