import { connect } from '@hyperdrive-run/sdk';
import { backendContract, type ContractHarness } from '@hyperdrive-run/sdk/testing';
import { describe, expect, it } from 'vitest';
import { openService, temporaryFolder } from '../conformance/open-service.js';
import { loadPlaces, unsupportedByMlflow } from './load-places.js';
import { trackingClient } from './tracking-client.mjs';
import { withFixtureIds } from './with-fixture-ids.js';

const workspace = 'subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';

/** What the adapter reads as an infinity, because MLflow's own stores write one so. */
const largest = 'values: expected [-0,1.7976931348623157e+308,-1.7976931348623157e+308], got [-0,Infinity,-Infinity].';
const beyondMlflow = new Map([
  ['keeps the sign of a zero, and distinguishes the largest number from an infinity', largest],
]);

const harness: ContractHarness = {
  open: async (sweeps) => {
    const service = await openService(await temporaryFolder());
    const url = `${service.address}/mlflow/v2.0/${workspace}`;
    const client = trackingClient(url, service.token);
    const placeOf = await loadPlaces(client, sweeps);
    const { backend } = connect(`mlflow+${url}`, { credential: service.token });
    return withFixtureIds(backend, sweeps[0]?.scope ?? {}, placeOf);
  },
  unsupported: unsupportedByMlflow,
};

describe("the MLflow adapter on the local service's MLflow calls", () => {
  for (const { name, run } of backendContract) {
    it(name, async () => {
      const loss = beyondMlflow.get(name);
      if (loss === undefined) await expect(run(harness)).resolves.toBeUndefined();
      else await expect(run(harness)).rejects.toThrow(loss);
    });
  }
});
