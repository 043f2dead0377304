import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { type PackedPackage, packPackages } from '../../tools/pack-packages.mjs';
import { installAlone } from './empty-project.js';

declare module 'vitest' {
  interface ProvidedContext {
    packages: PackedPackage[];
    /** Of each package that is tested by its name: the folder of a project that installed it alone. */
    projects: Record<string, string>;
    /** An empty folder outside of the repository, removed at the end. */
    workFolder: string;
  }
}

/** An install takes seconds: `npm test` makes those of both ends, the second of which brings most others; at full length all are made. */
const usual = new Set(['core', 'cli'].map((name) => `@hyperdrive-run/${name}`));
const isFull = process.env['HYPERDRIVE_TEST_SCALE'] === 'full';

/** Packs every package and installs it alone, once for all test files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = path.resolve(import.meta.dirname, '../..');
  const workFolder = await mkdtemp(path.join(await realpath(tmpdir()), 'packed-'));
  const packages = await packPackages(root, path.join(workFolder, 'tarballs'));
  const projects: Record<string, string> = {};
  const waiting = packages.filter(({ name }) => isFull || usual.has(name));
  const installNext = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      projects[next.name] = await installAlone(next, packages, workFolder);
    }
  };
  await Promise.all([installNext(), installNext()]);
  project.provide('packages', packages);
  project.provide('projects', projects);
  project.provide('workFolder', workFolder);
  return () => rm(workFolder, { recursive: true, force: true });
}
