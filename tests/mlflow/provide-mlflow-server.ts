/**
 * One real MLflow server for all tests of this project: `inject('mlflow')` answers its address, or why there is none.
 * It is shared, so a test makes an experiment of its own.
 */

import type { TestProject } from 'vitest/node';
import { startMlflowServer } from './start-mlflow-server.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    mlflow: { readonly url: string } | { readonly notRun: string };
  }
}

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const started = await startMlflowServer();
  if ('notRun' in started) {
    project.provide('mlflow', started);
    return undefined;
  }
  project.provide('mlflow', { url: started.server.url });
  return () => started.server.stop();
}
