import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { localTarget } from '@hyperdrive-run/local';
import { HyperDriveRun } from '@hyperdrive-run/sdk';
import { parseSweepFile } from '@hyperdrive-run/sweep-file';
import { expect } from 'vitest';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { type MeasuredService, startMeasuredService } from './measured-service.js';

/** What every trial logs at a step: no two values of the sweep are the same, and all bits of a double are in use. */
const valueOf = (trial: number, step: number): number => Math.sin(trial * 1_000_003 + step) * 1000;

/** A trial that logs its points in deliveries of 1000, over HTTP with the values of its environment. */
const script = `
const e = process.env;
const [trial, points] = process.argv.slice(2).map(Number);
const address = e.AZUREML_SERVICE_ENDPOINT + '/metric/v2.0/subscriptions/' + e.AZUREML_ARM_SUBSCRIPTION + '/resourceGroups/' +
  e.AZUREML_ARM_RESOURCEGROUP + '/providers/Microsoft.MachineLearningServices/workspaces/' + e.AZUREML_ARM_WORKSPACE_NAME +
  '/runs/' + e.AZUREML_RUN_ID + '/batch';
const headers = { authorization: 'Bearer ' + e.AZUREML_RUN_TOKEN };
const valueOf = ${valueOf.toString()};
for (let from = 0; from < points; from += 1000) {
  const steps = Array.from({ length: Math.min(1000, points - from) }, (_, index) => from + index);
  const value = steps.map((step) => ({ step, data: { gain: valueOf(trial, step) } }));
  const body = JSON.stringify({ values: [{ name: 'gain', value }] });
  const answer = await fetch(address, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(await answer.text());
}
`;

/** Lets the trials of one sweep log this many points in all, and reads every one back. @returns the service's peak, in MiB */
export async function logManyPoints(trials: number, pointsOfTrial: number): Promise<number | undefined> {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'code'));
  await writeFile(path.join(folder, 'code/train.mjs'), script);
  const service = await startMeasuredService(path.join(folder, 'home'), 128);
  try {
    await runAndRead(service, path.join(folder, 'sweep.yml'), { trials, pointsOfTrial });
    return await service.peakMemory();
  } finally {
    await service.stop();
  }
}

async function runAndRead(
  { experiment }: MeasuredService,
  file: string,
  { trials, pointsOfTrial }: { readonly trials: number; readonly pointsOfTrial: number },
): Promise<void> {
  const { config } = parseSweepFile(
    `
type: sweep
trial: { code: code, command: "node train.mjs \${{search_space.trial}} ${pointsOfTrial}" }
sampling_algorithm: grid
search_space: { trial: { type: choice, values: [${Array.from({ length: trials }, (_, trial) => trial).join(', ')}] } }
objective: { primary_metric: gain, goal: maximize }
limits: { max_total_trials: ${trials}, max_concurrent_trials: 2 }
`,
    { path: file, target: localTarget },
  );
  const sweep = await experiment.submit(config);
  await sweep.waitForCompletion({ pollIntervalMs: 500 });
  const numbers = await sweep.getHyperparameters();
  let best = Number.NEGATIVE_INFINITY;
  for await (const child of sweep.getChildren()) {
    const trial = Number(numbers.get(child.id)?.get('trial'));
    if (child instanceof HyperDriveRun) throw new Error(`${child.id} is a sweep, not a trial`);
    const metric = (await child.getMetrics()).get('gain');
    const points = metric?.kind === 'scalar' ? metric.points : [];
    expect(points.length).toBe(pointsOfTrial);
    for (const [step, point] of points.entries()) {
      const expected = valueOf(trial, step);
      if (point.step !== step || point.value !== expected) {
        throw new Error(`trial ${trial}, step ${step}: ${JSON.stringify(point)} came back for ${expected}`);
      }
      best = Math.max(best, expected);
    }
  }
  const [first] = await sweep.getChildrenSortedByPrimaryMetric({ top: 1 });
  expect(first?.bestPrimaryMetric).toBe(best);
}
