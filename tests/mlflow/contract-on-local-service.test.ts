import { randomUUID } from 'node:crypto';
import type { RunScope } from '@hyperdrive-run/core';
import { connect } from '@hyperdrive-run/sdk';
import { backendContract, type ContractHarness } from '@hyperdrive-run/sdk/testing';
import { describe, expect, it } from 'vitest';
import { openService, temporaryFolder } from '../conformance/open-service.js';
import { loadSweep } from './load-sweeps.js';
import { trackingClient } from './tracking-client.mjs';
import { type LoadedScope, withFixtureIds } from './with-fixture-ids.js';

const workspace = 'subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';

/** What the adapter reads as an infinity, because MLflow's own stores write one so. */
const largest = 'values: expected [-0,1.7976931348623157e+308,-1.7976931348623157e+308], got [-0,Infinity,-Infinity].';
const beyondMlflow = new Map([['keeps the sign of a zero, and the largest number apart from an infinity', largest]]);

const harness: ContractHarness = {
  open: async (sweeps) => {
    const service = await openService(await temporaryFolder());
    const url = `${service.address}/mlflow/v2.0/${workspace}`;
    const client = trackingClient(url, service.token);
    const places = new Map<string, LoadedScope>();
    for (const sweep of sweeps) {
      const experimentName = `contract/${randomUUID()}`;
      const experimentId = await client.createExperiment(experimentName);
      places.set(keyOf(sweep.scope), { experimentName, ids: await loadSweep(client, experimentId, sweep) });
    }
    const nowhere = { experimentName: `nowhere/${randomUUID()}`, ids: new Map<string, string>() };
    const { backend } = connect(`mlflow+${url}`, { credential: service.token });
    return withFixtureIds(backend, sweeps[0]?.scope ?? {}, (scope) => places.get(keyOf(scope)) ?? nowhere);
  },
};

function keyOf({ subscriptionId, resourceGroup, workspaceName, experimentName }: RunScope): string {
  return JSON.stringify([subscriptionId, resourceGroup, workspaceName, experimentName]);
}

describe("the MLflow adapter on the local service's MLflow calls", () => {
  for (const { name, run } of backendContract) {
    it(name, async () => {
      const loss = beyondMlflow.get(name);
      if (loss === undefined) await expect(run(harness)).resolves.toBeUndefined();
      else await expect(run(harness)).rejects.toThrow(loss);
    });
  }
});
