import { afterAll, beforeAll, type TestContext } from 'vitest';
import type { Client } from './client.js';
import { type OwnClient, startOwnClient } from './own-client.js';
import { ensureAzureEnvironment } from './python/make-environment.mjs';
import { startRealClient } from './real-client.js';

/** The clients that are compared. */
export interface BothClients {
  own(): OwnClient;
  /** The real azure-ai-ml. A test that asks for it where there is no Python for it is not run, with the reason. */
  real(context: TestContext): Client;
}

/** Starts both clients for the tests of a file, and ends them afterwards. */
export function useBothClients(): BothClients {
  let own: OwnClient | undefined;
  let real: Client | undefined;
  let notRun = 'azure-ai-ml was not started';

  beforeAll(async () => {
    own = await startOwnClient();
    const environment = await ensureAzureEnvironment();
    if ('notRun' in environment) notRun = environment.notRun;
    else real = await startRealClient(environment.python);
  }, 900_000);

  afterAll(async () => {
    await own?.close();
    await real?.close();
  });

  return {
    own() {
      if (own === undefined) throw new Error('The client is asked for before the tests have begun.');
      return own;
    },
    real: (context) => real ?? context.skip(notRun),
  };
}
