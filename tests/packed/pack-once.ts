import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { type PackedPackage, packPackages } from '../../tools/pack-packages.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    packages: PackedPackage[];
    /** An empty folder outside of the repository, removed at the end. */
    workFolder: string;
  }
}

/** Packs every package once for all test files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = path.resolve(import.meta.dirname, '../..');
  const workFolder = await mkdtemp(path.join(await realpath(tmpdir()), 'packed-'));
  project.provide('packages', await packPackages(root, path.join(workFolder, 'tarballs')));
  project.provide('workFolder', workFolder);
  return () => rm(workFolder, { recursive: true, force: true });
}
