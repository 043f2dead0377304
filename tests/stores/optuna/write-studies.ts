import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TestContext } from 'vitest';
import { ensureOptunaEnvironment } from '../python/make-optuna-environment.mjs';

const run = promisify(execFile);

/** Runs a script of `python/` with one of the real Optunas, or skips the test with the reason why there is none. */
export async function runOptuna(
  context: Pick<TestContext, 'skip'>,
  major: 5 | 4 | 3,
  script: string,
  ...args: readonly string[]
): Promise<string> {
  const environment = await ensureOptunaEnvironment(major);
  if ('notRun' in environment) return context.skip(environment.notRun);
  const file = path.join(import.meta.dirname, '../python', script);
  const { stdout } = await run(environment.python, [file, ...args], { maxBuffer: 2 ** 28 });
  return stdout;
}
