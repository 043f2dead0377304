import { mlflowTags } from '@hyperdrive-run/transport/wire';
import type { TrackingClient } from '../../mlflow/tracking-client.mjs';
import type { LivingSweep } from './world.js';

const sweepTags: readonly (readonly [string, string])[] = [
  ['_aml_system_primary_metric_config', '{"name":"accuracy","goal":"maximize"}'],
  [
    '_aml_system_generator_config',
    '{"name":"RANDOM","parameter_space":{"lr":["uniform",[0.1,0.9]]},"properties":null}',
  ],
  ['_aml_system_policy_config', '{"name":"DEFAULT","properties":{}}'],
  ['_aml_system_max_total_jobs', '4'],
  ['_aml_system_max_concurrent_jobs', '2'],
  ['_aml_system_max_duration_minutes', '60'],
];

/** Starts a sweep of four trials, which end one after the other, with ties for the best; the sweep ends last. */
export async function startLivingSweep(
  client: TrackingClient,
  home: { readonly experimentId: string; readonly experimentName: string },
  name: string,
): Promise<LivingSweep> {
  const { experimentId, experimentName } = home;
  const start = Date.UTC(2026, 0, 12, 8, 0, 0);
  const runId = await client.createRun(experimentId, start, { name, tags: sweepTags });
  const startTrial = (at: number): Promise<string> =>
    client.createRun(experimentId, start + 60_000 * (at + 1), {
      name: `${name} ${at}`,
      tags: [[mlflowTags.parentRunId, runId]],
    });
  const endTrial = async (trial: string, value: number): Promise<void> => {
    const metrics = [{ key: 'accuracy', value, step: 0, timestamp: start }];
    await client.post('runs/log-batch', { run_id: trial, metrics });
    await client.post('runs/update', { run_id: trial, status: 'FINISHED', end_time: start + 600_000 });
  };
  const trials = [await startTrial(0), await startTrial(1)];
  const steps: (() => Promise<void>)[] = [
    async () => {
      await endTrial(trials[0] ?? '', 0.9);
      trials.push(await startTrial(2));
    },
    async () => {
      await endTrial(trials[1] ?? '', 0.3);
      trials.push(await startTrial(3));
    },
    async () => {
      await endTrial(trials[2] ?? '', 0.9);
      await endTrial(trials[3] ?? '', 0.9);
      await client.post('runs/update', { run_id: runId, status: 'FINISHED', end_time: start + 700_000 });
    },
  ];
  return {
    runId,
    experimentName,
    async next() {
      const step = steps.shift();
      await step?.();
      return steps.length > 0;
    },
  };
}
