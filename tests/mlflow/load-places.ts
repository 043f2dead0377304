// Puts the contract suite's sweeps into an MLflow server, each scope's into an experiment of its own.

import { randomUUID } from 'node:crypto';
import type { RunScope } from '@hyperdrive-run/core';
import type { ContractHarness, SweepFixture } from '@hyperdrive-run/sdk/testing';
import { loadSweep } from './load-sweeps.js';
import type { TrackingClient } from './tracking-client.mjs';
import type { LoadedScope } from './with-fixture-ids.js';

/** MLflow keeps neither the logs of a run nor its command line. */
export const unsupportedByMlflow: ContractHarness['unsupported'] = ['archive', 'logs', 'arguments'];

/** Answers where the runs of a scope are; of a scope that no sweep is in, an experiment that is not there. */
export async function loadPlaces(
  client: TrackingClient,
  sweeps: readonly SweepFixture[],
): Promise<(scope: RunScope) => LoadedScope> {
  const places = new Map<string, LoadedScope>();
  for (const key of new Set(sweeps.map(({ scope }) => keyOf(scope)))) {
    const experimentName = `contract/${randomUUID()}`;
    const experimentId = await client.createExperiment(experimentName);
    const ids = new Map<string, string>();
    for (const sweep of sweeps.filter(({ scope }) => keyOf(scope) === key)) {
      for (const [fixture, own] of await loadSweep(client, experimentId, sweep)) ids.set(fixture, own);
    }
    places.set(key, { experimentName, ids });
  }
  const nowhere = { experimentName: `nowhere/${randomUUID()}`, ids: new Map<string, string>() };
  return (scope) => places.get(keyOf(scope)) ?? nowhere;
}

function keyOf({ subscriptionId, resourceGroup, workspaceName, experimentName }: RunScope): string {
  return JSON.stringify([subscriptionId, resourceGroup, workspaceName, experimentName]);
}
