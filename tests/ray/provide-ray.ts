/** One real head for all tests: `inject('ray')` is its address, and the program to start others with. */

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
  const head = await startRayHead({ ray: program });
  const provided: ProvidedContext['ray'] = { address: head.address, program };
  project.provide('ray', provided);
  return () => head.stop();
}
