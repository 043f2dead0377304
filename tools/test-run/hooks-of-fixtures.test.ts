import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { trackedFiles } from '../tracked-files.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** Files that vitest runs for each file of tests, and does not only load once. */
const setupFiles = new Set(['apps/cli/src/__fixtures__/remove-folders.ts']);

/** A call of a hook that is run when the file is loaded, and not by a function of it. */
const hook = /^(before|after)(All|Each)\(/m;

test('no fixture has a hook that is registered as it is loaded: a worker of several files of tests does that once', async () => {
  const files = (await trackedFiles(root)).filter((file) => /^(packages|apps|tests|tools)\/.*\.m?[jt]s$/.test(file));
  const others = files.filter((file) => !file.endsWith('.test.ts'));
  const texts = await Promise.all(
    others.map(async (file) => ({ file, text: await readFile(path.join(root, file), 'utf8') })),
  );
  const found = texts.filter(({ text }) => hook.test(text)).map(({ file }) => file);
  expect(new Set(found)).toEqual(setupFiles);
});
