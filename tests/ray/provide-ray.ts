/**
 * One real head for all tests: `inject('ray')` is its address, and the program to start others with. The long form of the chaos
 * test has one of its own and nothing beside it.
 */

import { dirname, join } from 'node:path';
import type { ProvidedContext } from 'vitest';
import type { TestProject } from 'vitest/node';
import { startRayHead } from './cluster/ray-cluster.mjs';
import { ensureRayEnvironment } from './python/make-environment.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    ray: { readonly address: string; readonly program: string };
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const environment = await ensureRayEnvironment();
  if ('notRun' in environment) throw new Error(environment.notRun);
  const program = join(dirname(environment.python), 'ray');
  const head = process.env['HYPERDRIVE_CHAOS_KILLS'] === undefined ? await startRayHead({ ray: program }) : undefined;
  const provided: ProvidedContext['ray'] = { address: head?.address ?? 'none was started', program };
  project.provide('ray', provided);
  return async () => head?.stop();
}
