/**
 * The program as it is published, built once for all tests of a run: `inject('program')` is the path of the file that starts it.
 * What is otherwise loaded from its own package is in the bundle too, so that no other package has to be built.
 */

import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildProgram } from '../../build.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    program: string;
  }
}

const localPackage = path.resolve(import.meta.dirname, '../../../../packages/local/package.json');

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'hyperdrive-program-')));
  await buildProgram(folder, { isWhole: true, libsql: createRequire(localPackage).resolve('libsql') });
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
  project.provide('program', path.join(folder, 'main.js'));
  return () => rm(folder, { recursive: true, force: true });
}
