import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalService } from '@hyperdrive-run/local';
import { createAzureMlBackend, parseAzureMlUri } from '@hyperdrive-run/transport';
import { loadSweeps } from '../../conformance/load-sweeps.js';
import { trackingClient } from '../../mlflow/tracking-client.mjs';
import { urlOf } from '../url-of.js';
import { startLivingSweep } from './living-sweep.js';
import { scope, sweeps } from './sweeps.js';
import type { World } from './world.js';

const workspace = 'subscriptions/s/resourceGroups/g/workspaces/w';
const provider = 'subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';

/** The platform's `fetch`, which takes out of runs and their listings what the service offers besides the protocol. */
function withoutOffers(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await send(input, init);
    if (!response.ok || !/\/(?:children|runs:query|runs\/[^/]+)$/.test(new URL(urlOf(input)).pathname)) return response;
    const text = (await response.text()).replace(/,"offers":\[[^\]]*\]/, '');
    const { status, headers } = response;
    return new Response(text, { status, headers: withoutLength(headers) });
  };
}

function withoutLength(headers: Headers): Headers {
  const others = new Headers(headers);
  others.delete('content-length');
  return others;
}

/**
 * A local service whose pages are so small that every list has several.
 * @param path how the metrics of many runs are read: by the service's own calls, or as Azure ML and an older service can
 */
export async function openLocalWorld(path: 'own calls' | 'metrics:query' = 'own calls'): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'hyperdrive-faults-'));
  const service = await startLocalService({ folder, runsPerPage: 4, metricRowsPerPage: 2 });
  loadSweeps(folder, sweeps());
  const { address, token } = service;
  const client = trackingClient(`${address}/mlflow/v2.0/${provider}`, token);
  const livingName = `${scope.experimentName} living`;
  const living = { experimentName: livingName, experimentId: await client.createExperiment(livingName) };
  return {
    name: path === 'own calls' ? 'local service' : 'local service, by metrics:query',
    address,
    token,
    experimentName: scope.experimentName,
    idOf: (fixtureId) => fixtureId,
    hasSweep: () => true,
    alias: (text) => text.replaceAll(/sig=[^& ]+/g, 'sig=').replaceAll(/[0-9a-f-]{32,36}/g, 'living'),
    open: ({ address: through, ...way }) =>
      createAzureMlBackend({
        ...parseAzureMlUri(`azureml+${through}/${workspace}`),
        scope: { ...scope },
        ...way,
        fetch: path === 'own calls' ? way.fetch : withoutOffers(way.fetch),
      }),
    startLiving: (name) => startLivingSweep(client, living, name),
    async close() {
      await service.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
