/**
 * One real MLflow server for all tests of a run, of whichever project: `inject('mlflow')` answers its address, or why there is
 * none. It is shared, so a test makes an experiment of its own.
 */

import type { TestProject } from 'vitest/node';
import { startMlflowServer } from './start-mlflow-server.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    mlflow: { readonly url: string } | { readonly notRun: string };
  }
}

interface SharedServer {
  readonly started: ReturnType<typeof startMlflowServer>;
  /** How many projects use it. */
  users: number;
}

declare global {
  /** Each project loads this module anew: what they share is here. */
  var sharedMlflowServer: SharedServer | undefined;
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (globalThis.sharedMlflowServer ??= { started: startMlflowServer(), users: 0 });
  shared.users += 1;
  const started = await shared.started;
  project.provide('mlflow', 'notRun' in started ? started : { url: started.server.url });
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    globalThis.sharedMlflowServer = undefined;
    if ('server' in started) await started.server.stop();
  };
}
