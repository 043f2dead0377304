import path from 'node:path';
import { localTarget } from '@hyperdrive-run/local';
import { parseSweepFile } from '@hyperdrive-run/sweep-file';
import { expect } from 'vitest';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { startMeasuredService } from './measured-service.js';

/** Runs a sweep of this many trials that do nothing. @returns the service's peak of memory, in MiB */
export async function runManyTrials(trials: number): Promise<number | undefined> {
  const service = await startMeasuredService(path.join(await temporaryFolder(), 'home'), 96);
  try {
    const { config } = parseSweepFile(
      `
type: sweep
trial: { command: "true \${{search_space.x}}" }
sampling_algorithm: random
search_space: { x: { type: uniform, min_value: 0, max_value: 1 } }
objective: { primary_metric: gain, goal: maximize }
limits: { max_total_trials: ${trials}, max_concurrent_trials: 4 }
`,
      { path: 'sweep.yml', target: localTarget },
    );
    const sweep = await service.experiment.submit(config);
    await sweep.waitForCompletion({ pollIntervalMs: 1000 });
    const statuses = new Map<string, number>();
    for await (const { record } of sweep.getChildren()) {
      const status = record?.status ?? 'unknown';
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(await sweep.getStatus()).toBe('Completed');
    expect(statuses).toEqual(new Map([['Completed', trials]]));
    expect((await sweep.getHyperparameters()).size).toBe(trials);
    return await service.peakMemory();
  } finally {
    await service.stop();
  }
}
