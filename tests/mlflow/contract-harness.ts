// The contract suite's way to an MLflow server: its sweeps are written through the REST API, each into an experiment of its
// own, and read back through the adapter.

import { randomUUID } from 'node:crypto';
import type { RunScope, SweepBackend } from '@hyperdrive-run/core';
import type { ContractHarness } from '@hyperdrive-run/sdk/testing';
import { loadSweep } from './load-sweeps.js';
import { trackingClient } from './tracking-client.mjs';
import { type LoadedScope, withFixtureIds } from './with-fixture-ids.js';

/** What no MLflow with an SQL store can hold: the case, and what comes back instead. */
export const beyondMlflow: ReadonlyMap<string, string> = new Map([
  [
    'keeps the sign of a zero, and the largest number apart from an infinity',
    // SQL databases keep no sign with a zero, and the server stores an infinity as the largest number.
    'Error: values: expected [-0,1.7976931348623157e+308,-1.7976931348623157e+308], got [0,Infinity,-Infinity].',
  ],
]);

/**
 * @param url the server to write to
 * @param open opens the backend to read with
 */
export function onServer(url: string, open: () => SweepBackend): ContractHarness {
  const client = trackingClient(url);
  return {
    open: async (sweeps) => {
      const places = new Map<string, LoadedScope>();
      for (const sweep of sweeps) {
        const experimentName = `contract/${randomUUID()}`;
        const experimentId = await client.createExperiment(experimentName);
        places.set(keyOf(sweep.scope), { experimentName, ids: await loadSweep(client, experimentId, sweep) });
      }
      const nowhere = { experimentName: `nowhere/${randomUUID()}`, ids: new Map<string, string>() };
      return withFixtureIds(open(), sweeps[0]?.scope ?? {}, (scope) => places.get(keyOf(scope)) ?? nowhere);
    },
  };
}

function keyOf({ subscriptionId, resourceGroup, workspaceName, experimentName }: RunScope): string {
  return JSON.stringify([subscriptionId, resourceGroup, workspaceName, experimentName]);
}
