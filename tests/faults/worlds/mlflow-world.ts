import { randomUUID } from 'node:crypto';
import { createMlflowBackend } from '@hyperdrive-run/transport';
import { loadSweep } from '../../mlflow/load-sweeps.js';
import { trackingClient } from '../../mlflow/tracking-client.mjs';
import { startLivingSweep } from './living-sweep.js';
import { sweepIds, sweeps } from './sweeps.js';
import type { World } from './world.js';

/** The sweeps on a real MLflow server, in an experiment of their own. A run key of Azure's resumes nothing there. */
export async function openMlflowWorld(url: string): Promise<World> {
  const client = trackingClient(url);
  const experimentName = `faults/${randomUUID()}`;
  const experimentId = await client.createExperiment(experimentName);
  const livingName = `${experimentName} living`;
  const living = { experimentName: livingName, experimentId: await client.createExperiment(livingName) };
  const ids = new Map<string, string>();
  for (const sweep of sweeps()) {
    if (sweep.parent.record.runId === sweepIds.resumed) continue;
    for (const [fixture, own] of await loadSweep(client, experimentId, sweep)) ids.set(fixture, own);
  }
  const fixtures = new Map([...ids].map(([fixture, own]) => [own, fixture]));
  return {
    name: 'MLflow server',
    address: url,
    // The server takes any; what must not happen is that another place sees it.
    token: 'secret-of-the-fault-tests',
    experimentName,
    idOf: (fixtureId) => ids.get(fixtureId) ?? fixtureId,
    hasSweep: (fixtureId) => ids.has(fixtureId),
    alias: (text) =>
      text.replaceAll(/[0-9a-f]{32}/g, (id) => fixtures.get(id) ?? 'living').replaceAll(experimentId, 'E'),
    open: (way) => createMlflowBackend({ experimentName, ...way }),
    startLiving: (name) => startLivingSweep(client, living, name),
    close: async () => undefined,
  };
}
