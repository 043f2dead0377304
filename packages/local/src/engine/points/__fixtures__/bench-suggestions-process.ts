// What `npm run bench:suggestions` runs as a service of its own: first a sweep of many trials without a process, each of which
// logs a value at once; then, when it is sent a message, one that resumes from it. Reports to its parent the address of the
// second sweep's run, and in the end how long the loop was held.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  BayesianParameterSampling,
  HyperDriveConfig,
  type HyperparameterSampling,
  RandomParameterSampling,
  type RunKey,
  uniform,
} from '@hyperdrive-run/core/config';
import { assembleService } from '../../../assemble-service.js';
import { listenOnLoopback } from '../../../network/listen.js';
import { garden } from '../../../storage/__fixtures__/garden-scope.js';
import { createFakeRunner } from '../../__fixtures__/fake-runner.js';
import type { TrialExit } from '../../runners/trial-runner.js';

const { values: options } = parseArgs({
  options: {
    sampling: { type: 'string', default: 'bayesian' },
    trials: { type: 'string', default: '100' },
    dimensions: { type: 'string', default: '12' },
  },
});
/** What Azure ML takes for two sweeps together. */
const maxTrials = 1000;
const trialMs = 20;
const metric = 'loss';
const folder = await mkdtemp(join(tmpdir(), 'hyperdrive-bench-'));
let durationMs = 0;

const runner = createFakeRunner(({ runId, point }) => ({
  ended: sleep(durationMs).then((): TrialExit => {
    const value = [...point.values()].reduce((sum: number, x) => sum + (Number(x) - 0.3) ** 2, 0);
    service.store.appendMetricRows({ scope: garden, runId }, [
      {
        metricId: runId,
        name: metric,
        metricType: 'azureml.v1.scalar',
        columns: new Map([[metric, 'double']]),
        data: new Map([[metric, value]]),
        time: new Date(),
      },
    ]);
    return { kind: 'exited', code: 0 };
  }),
}));
const service = assembleService(
  folder,
  { folder },
  { runners: [runner], serviceAddress: () => listener.address, isServedElsewhere: () => false },
);
const listener = await listenOnLoopback(service.fetch, 0);

const space = Object.fromEntries(
  Array.from({ length: Number(options.dimensions) }, (_, axis) => [`x${axis}`, uniform(0, 1)]),
);
const samplingOf = (kind: string): HyperparameterSampling =>
  kind === 'bayesian'
    ? new BayesianParameterSampling(space, { seed: 1 })
    : new RandomParameterSampling(space, { seed: 1 });

function submit(kind: string, maxTotalRuns: number, resumeFrom: readonly RunKey[]): string {
  const config = new HyperDriveConfig({
    hyperparameterSampling: samplingOf(kind),
    primaryMetricName: metric,
    primaryMetricGoal: 'minimize',
    maxTotalRuns,
    maxConcurrentRuns: 4,
    resumeFrom,
    runConfig: { command: 'true' },
  });
  return service.engine.submit({ scope: garden, config, rawConfig: new Map(config.toWire()) }).runId;
}

const first = submit('random', maxTrials - Number(options.trials), []);
await service.engine.whenIdle();
durationMs = trialMs;
const path = [
  `subscriptions/${garden.subscriptionId}/resourceGroups/${garden.resourceGroup}`,
  `providers/Microsoft.MachineLearningServices/workspaces/${garden.workspaceName}`,
  `experiments/${garden.experimentName}/runs/${first}`,
].join('/');
process.send?.({ url: `${listener.address}/history/v1.0/${path}`, token: service.token });

process.once('message', () => void measure());

async function measure(): Promise<void> {
  const held = monitorEventLoopDelay({ resolution: 1 });
  submit(options.sampling, Number(options.trials), [{ runId: first, runScope: {} }]);
  // What is read of the earlier sweep, once, is no part of choosing points.
  await sleep(500);
  held.enable();
  await service.engine.whenIdle();
  held.disable();
  process.send?.({ heldMs: { p99: held.percentile(99) / 1e6, max: held.max / 1e6 } });
  await service.engine.close();
  await listener.close();
  service.store.close();
  await rm(folder, { recursive: true, force: true });
  process.disconnect();
}
