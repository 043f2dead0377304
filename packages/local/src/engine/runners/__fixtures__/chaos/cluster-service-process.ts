// A service on clusters, as a process of its own that chaos tests kill. Its one argument holds ClusterServiceOptions as JSON. Sent
// `{ submit: RUN_ID, trials: N }`, it submits a sweep; sent `finish`, it ends once no sweep is active.

import type { JsonValue } from '@hyperdrive-run/core/json';
import { assembleService } from '../../../../assemble-service.js';
import { listenOnLoopback } from '../../../../network/listen.js';
import { garden } from '../../../../storage/__fixtures__/garden-scope.js';
import { createBenchConfig, grid } from '../../../__fixtures__/bench-config.js';
import { createRayEngine } from '../../ray/ray-engine.js';
import { testPace } from '../../slurm/__fixtures__/slurm-pace.js';
import { createSlurmCompute } from '../../slurm/slurm-compute.js';
import type { ClusterServiceMessage, ClusterServiceOptions } from './cluster-service.js';

/** A wrapper of Ray is heard of every ten seconds. */
const rayTimes = { pollMs: 500, submitAgainMs: 300, stopAgainMs: 2000, lostAfterMs: 25_000 };

const options: ClusterServiceOptions = JSON.parse(process.argv[2] ?? '{}');
const { folder, code, command, port } = options;
const bound: { address?: string } = {};
const { engine, fetch, store } = assembleService(
  folder,
  { folder },
  {
    serviceAddress: () => bound.address,
    isServedElsewhere: () => false,
    computeEngines: [createRayEngine(rayTimes), createSlurmCompute(testPace)],
  },
);
const listener = await listenOnLoopback(fetch, port);
bound.address = listener.address;
engine.recoverAtStart();

function submit(runId: string, trials: number): void {
  const config = createBenchConfig(code, {
    trial: { command, target: 'cluster', environmentVariables: new Map([['MARK_OF_TEST', folder]]) },
    hyperparameterSampling: grid(...Array.from({ length: trials }, (_, index) => index)),
    maxTotalRuns: trials,
    maxConcurrentRuns: 4,
  });
  engine.submit({ scope: garden, config, rawConfig: new Map<string, JsonValue>(config.toWire()), runId });
}

async function finish(): Promise<void> {
  await engine.whenIdle();
  await engine.close();
  await listener.close();
  store.close();
  process.disconnect();
}

process.on('message', (message: ClusterServiceMessage) => {
  if (message === 'finish') return void finish();
  submit(message.submit, message.trials);
  process.send?.('submitted');
});
process.send?.(listener.port);
