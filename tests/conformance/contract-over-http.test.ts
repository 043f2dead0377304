import { createLocalService } from '@hyperdrive-run/local';
import { connect } from '@hyperdrive-run/sdk';
import { backendContract, type SweepFixture } from '@hyperdrive-run/sdk/testing';
import { describe, it, onTestFinished } from 'vitest';
import { loadSweeps } from './load-sweeps.js';
import { connectTo, openService, temporaryFolder } from './open-service.js';

/** The suite's harness opens each case with the scope of its first sweep. */
function scopeOf(sweeps: readonly SweepFixture[]) {
  const scope = sweeps[0]?.scope;
  if (scope === undefined) throw new Error('A contract case must load a sweep.');
  return scope;
}

describe('the Azure ML adapter over the HTTP of the local service', () => {
  for (const { name, run } of backendContract) {
    it(name, () =>
      run({
        open: async (sweeps) => {
          const folder = await temporaryFolder();
          loadSweeps(folder, sweeps);
          return connectTo(await openService(folder), scopeOf(sweeps)).backend;
        },
      }),
    );
  }
});

describe('the same with pages of two runs and three values', () => {
  for (const { name, run } of backendContract) {
    it(name, () =>
      run({
        open: async (sweeps) => {
          const folder = await temporaryFolder();
          loadSweeps(folder, sweeps);
          const service = await openService(folder, { runsPerPage: 2, metricRowsPerPage: 3 });
          return connectTo(service, scopeOf(sweeps)).backend;
        },
      }),
    );
  }
});

describe('the Azure ML adapter over the local service in this process, without a socket', () => {
  for (const { name, run } of backendContract) {
    it(name, () =>
      run({
        open: async (sweeps) => {
          const folder = await temporaryFolder();
          loadSweeps(folder, sweeps);
          const service = createLocalService({ folder });
          onTestFinished(() => service.close());
          const { subscriptionId, resourceGroup, workspaceName, experimentName } = scopeOf(sweeps);
          const path = `subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/workspaces/${workspaceName}`;
          return connect(`azureml+http://localhost/${path}`, {
            credential: service.token,
            experiment: experimentName,
            fetch: (input, init) => service.fetch(new Request(input, init)),
          }).backend;
        },
      }),
    );
  }
});
