import { randomUUID } from 'node:crypto';
import type { RunScope } from '@hyperdrive-run/core';
import { connect } from '@hyperdrive-run/sdk';
import { backendContract, type ContractHarness } from '@hyperdrive-run/sdk/testing';
import { describe, expect, inject, it } from 'vitest';
import { loadSweep } from './load-sweeps.js';
import { trackingClient } from './tracking-client.mjs';
import { type LoadedScope, withFixtureIds } from './with-fixture-ids.js';

/** What no MLflow with an SQL store can hold: the case, and what comes back instead. */
const beyondMlflow: ReadonlyMap<string, string> = new Map([
  [
    'keeps the sign of a zero, and the largest number apart from an infinity',
    // SQL databases keep no sign with a zero, and the server stores an infinity as the largest number.
    'values: expected [-0,1.7976931348623157e+308,-1.7976931348623157e+308], got [0,Infinity,-Infinity].',
  ],
]);

function onServer(url: string): ContractHarness {
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
      const { backend } = connect(`mlflow+${url}`);
      return withFixtureIds(backend, sweeps[0]?.scope ?? {}, (scope) => places.get(keyOf(scope)) ?? nowhere);
    },
  };
}

function keyOf({ subscriptionId, resourceGroup, workspaceName, experimentName }: RunScope): string {
  return JSON.stringify([subscriptionId, resourceGroup, workspaceName, experimentName]);
}

describe('the MLflow adapter on a real MLflow server', () => {
  const mlflow = inject('mlflow');
  for (const { name, run } of backendContract) {
    it(name, async (context) => {
      if ('notRun' in mlflow) return context.skip(mlflow.notRun);
      const outcome = run(onServer(mlflow.url));
      const loss = beyondMlflow.get(name);
      if (loss === undefined) await outcome;
      else await expect(outcome).rejects.toThrow(loss);
    });
  }
});
