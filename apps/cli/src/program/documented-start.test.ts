import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../../../tests/docs/blocks/documents.js';
import { readBlocks } from '../../../../tests/docs/blocks/read-blocks.js';
import { shellCommands } from '../../../../tests/docs/blocks/split-shell.js';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';

it('the commands of docs/start.md, one after the other, lead to a best run and a report', async () => {
  const folder = await temporaryFolder();
  const env = { ...process.env, HYPERDRIVE_HOME: path.join(folder, 'home'), NO_COLOR: '1' };
  const blocks = readBlocks('docs/start.md', await readFile(path.join(root, 'docs/start.md'), 'utf8'));
  const commands = blocks.filter(({ language }) => language === 'sh').flatMap(shellCommands);
  const printed = new Map<string, string>();
  for (const { words } of commands) {
    const [program, name = '', ...others] = words;
    if (program !== 'hyperdrive') continue;
    const io = memoryIo({ env, cwd: folder });
    expect([name, await runCli([name, ...others], io), io.printed.stderr.includes('Error:')]).toEqual([name, 0, false]);
    printed.set(name, io.printed.stdout);
  }
  expect([...printed.keys()]).toEqual(['init', 'submit', 'best', 'children', 'importance', 'report']);
  expect(printed.get('best')).toContain('learning_rate');
  expect(await readFile(path.join(folder, 'report.html'), 'utf8')).toContain('<svg');
}, 180_000);
