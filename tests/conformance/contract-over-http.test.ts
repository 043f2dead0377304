import { createLocalService } from '@hyperdrive-run/local';
import { connect } from '@hyperdrive-run/sdk';
import { backendContract, type ContractHarness, type SweepFixture } from '@hyperdrive-run/sdk/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadSweeps } from './load-sweeps.js';
import { connectTo, openService, temporaryFolder } from './open-service.js';

/** A folder of a local service that holds the sweeps of a case, and the scope of the first of them. */
async function prepare(sweeps: readonly SweepFixture[]) {
  const scope = sweeps[0]?.scope;
  if (scope === undefined) throw new Error('A contract case must load a sweep.');
  const folder = await temporaryFolder();
  loadSweeps(folder, sweeps);
  return { folder, scope };
}

function overHttp(pages: { readonly runsPerPage?: number; readonly metricRowsPerPage?: number }): ContractHarness {
  return {
    open: async (sweeps) => {
      const { folder, scope } = await prepare(sweeps);
      return connectTo(await openService(folder, pages), scope).backend;
    },
  };
}

const inProcess: ContractHarness = {
  open: async (sweeps) => {
    const { folder, scope } = await prepare(sweeps);
    const service = createLocalService({ folder });
    onTestFinished(() => service.close());
    const path = `subscriptions/${scope.subscriptionId}/resourceGroups/${scope.resourceGroup}/workspaces/${scope.workspaceName}`;
    return connect(`azureml+http://localhost/${path}`, {
      credential: service.token,
      experiment: scope.experimentName,
      fetch: service.fetch,
    }).backend;
  },
};

/** What a service that does not listen refuses: its trials could not reach it. The case, and what it says. */
const refusedInProcess = new Map([
  [
    'submits a sweep whose run is found again, has the same config, and can be canceled',
    'A service that does not listen cannot run sweeps.',
  ],
]);

const harnesses: readonly (readonly [string, ContractHarness, ReadonlyMap<string, string>])[] = [
  ['over the HTTP of the local service', overHttp({}), new Map()],
  ['over pages of two runs and three values', overHttp({ runsPerPage: 2, metricRowsPerPage: 3 }), new Map()],
  ['over the local service in this process, without a socket', inProcess, refusedInProcess],
];

/** All of them where there is time: the first two differ in their pages only. */
const asked = process.env['HYPERDRIVE_TEST_SCALE'] === 'full' ? harnesses : harnesses.slice(1);

describe.each(asked)('the Azure ML adapter %s', (_, harness, refused) => {
  for (const { name, run } of backendContract) {
    it(name, async () => {
      const refusal = refused.get(name);
      if (refusal === undefined) await expect(run(harness)).resolves.toBeUndefined();
      else await expect(run(harness)).rejects.toThrow(refusal);
    });
  }
});
