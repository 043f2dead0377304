import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import { listCodeFiles } from './code-files.js';
import { packageFiles, requirePackageFits } from './code-package.js';
import { PackageTooLargeError, packageLimitBytes } from './package-limit.js';

async function codeFolder(): Promise<string> {
  const folder = await temporaryFolder();
  mkdirSync(join(folder, 'lib'));
  writeFileSync(join(folder, 'train.py'), 'print("käse")\n');
  writeFileSync(join(folder, 'lib', 'große.txt'), 'x'.repeat(200_000));
  writeFileSync(join(folder, 'run.sh'), '#!/bin/sh\n');
  chmodSync(join(folder, 'run.sh'), 0o755);
  return folder;
}

it('makes a ZIP that others open, with the right to execute', async () => {
  const folder = await codeFolder();
  const { zip } = await packageFiles(listCodeFiles(folder));
  const file = join(await temporaryFolder(), 'p.zip');
  writeFileSync(file, await zip());
  const out = await temporaryFolder();
  const script =
    'import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nz.extractall(sys.argv[2])\nprint(*[(i.filename, oct(i.external_attr >> 16)) for i in z.infolist()])';
  const { stdout, stderr } = spawnSync('python3', ['-c', script, file, out], {
    encoding: 'utf8',
    env: { PYTHONUTF8: '1', PATH: process.env['PATH'] },
  });
  expect([stderr, stdout.trim()]).toEqual([
    '',
    "('lib/', '0o755') ('lib/große.txt', '0o644') ('run.sh', '0o755') ('train.py', '0o644')",
  ]);
  expect(readFileSync(join(out, 'train.py'))).toEqual(readFileSync(join(folder, 'train.py')));
  expect(readFileSync(join(out, 'lib', 'große.txt'))).toEqual(readFileSync(join(folder, 'lib', 'große.txt')));
});

it('is named by what is in it: times of files do not count, and rights and contents do', async () => {
  const nameOf = async (change: (folder: string) => void): Promise<string> => {
    const folder = await codeFolder();
    change(folder);
    return (await packageFiles(listCodeFiles(folder))).name;
  };
  const name = await nameOf(() => {});
  expect(name).toMatch(/^hyperdrive-[0-9a-f]{40}\.zip$/);
  expect(await nameOf((folder) => utimesSync(join(folder, 'train.py'), 1, 1))).toBe(name);
  expect(await nameOf((folder) => chmodSync(join(folder, 'train.py'), 0o755))).not.toBe(name);
  expect(await nameOf((folder) => writeFileSync(join(folder, 'train.py'), 'print("kase!")\n'))).not.toBe(name);
});

it('has what links lead to, and neither what leads nowhere nor what is installed on a machine', async () => {
  const [folder, elsewhere] = [await codeFolder(), await temporaryFolder()];
  writeFileSync(join(elsewhere, 'data.csv'), '1');
  mkdirSync(join(folder, 'empty'));
  symlinkSync(elsewhere, join(folder, 'data'));
  symlinkSync(join(folder, 'gone'), join(folder, 'broken'));
  symlinkSync(folder, join(folder, 'lib', 'up'));
  for (const name of ['node_modules', '.git', '__pycache__']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'a'), 'x');
  }
  const paths = listCodeFiles(folder, ['run.sh']).map(({ path }) => path);
  expect(paths).toEqual(['data/', 'data/data.csv', 'empty/', 'lib/', 'lib/große.txt', 'train.py']);
});

it('is refused where it is too large, with its five largest files, and not for what compresses well', async () => {
  expect(packageLimitBytes).toBe(104_857_600);
  const limit = 2 ** 20;
  const folder = await codeFolder();
  writeFileSync(join(folder, 'zeros'), '');
  truncateSync(join(folder, 'zeros'), 2 * limit);
  await expect(requirePackageFits(listCodeFiles(folder), limit)).resolves.toBeUndefined();
  const noise = randomBytes(limit);
  for (const name of ['a', 'b', 'c', 'd']) writeFileSync(join(folder, name), noise.subarray(name.charCodeAt(0)));
  const error: unknown = await requirePackageFits(listCodeFiles(folder), limit).catch((caught: unknown) => caught);
  expect(error instanceof PackageTooLargeError && error.message).toMatch(
    /^the code is too large for Ray, which takes 1\.0 MiB as a ZIP: 8 files of 6\.2 MiB, the largest zeros \(2\.0 MiB\), a \(1\.0 MiB\), b .*, d \(1\.0 MiB\)$/,
  );
  const { zip } = await packageFiles(listCodeFiles(folder), limit);
  await expect(zip()).rejects.toThrow(PackageTooLargeError);
});

it('is refused at once where no compression would help', async () => {
  const folder = await codeFolder();
  writeFileSync(join(folder, 'zeros'), '');
  truncateSync(join(folder, 'zeros'), 30 * packageLimitBytes);
  await expect(packageFiles(listCodeFiles(folder))).rejects.toThrow(PackageTooLargeError);
});

it('says which file cannot be read', async () => {
  const folder = await codeFolder();
  const files = listCodeFiles(folder).map((file) => ({ ...file, source: `${file.source}.gone` }));
  await expect(packageFiles(files)).rejects.toThrow(/ENOENT.*gone/);
});
