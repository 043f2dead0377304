import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildProgram } from '../../build.mjs';
import { temporaryFolder } from './temporary-folder.js';

const localPackage = path.resolve(import.meta.dirname, '../../../../packages/local/package.json');

/** The program for all tests that run in this process, one after the other. */
let built: Promise<string> | undefined;

/**
 * The program as it is published, so that tests can run it as a process without a build of all packages: what is otherwise loaded
 * from its own package is in the bundle too.
 * @returns the path of the file that starts it
 */
export function builtProgram(): Promise<string> {
  built ??= buildOnce();
  return built;
}

async function buildOnce(): Promise<string> {
  const folder = await temporaryFolder();
  await buildProgram(folder, { isWhole: true, libsql: createRequire(localPackage).resolve('libsql') });
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
  return path.join(folder, 'main.js');
}
