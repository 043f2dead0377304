import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildProgram as buildInto } from '../../build.mjs';

const localPackage = path.resolve(import.meta.dirname, '../../../../packages/local/package.json');

/**
 * Builds the program as it is published, so that tests can run it as a process without a build of all packages: what is
 * otherwise loaded from its own package is in the bundle too.
 * @returns the path of the file that starts it
 */
export async function buildProgram(folder: string): Promise<string> {
  await buildInto(folder, { isWhole: true, libsql: createRequire(localPackage).resolve('libsql') });
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
  return path.join(folder, 'main.js');
}
