import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { loadRuns, type RunToLoad } from '@hyperdrive-run/local/testing';
import { expect } from 'vitest';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { startMeasuredService } from './measured-service.js';

const scope = {
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'local',
  workspaceName: 'local',
  experimentName: 'scale',
};
const start = Date.UTC(2026, 0, 1);

export interface ListingMeasures {
  /** The service's peak of memory, in MiB. */
  readonly servicePeak: number | undefined;
  /** How much more memory this process used after the last child than after the first tenth of them, in MiB. */
  readonly clientGrowth: number;
}

/** Lists this many children of a sweep, page by page, and looks at each once. */
export async function listManyChildren(children: number): Promise<ListingMeasures> {
  const folder = path.join(await temporaryFolder(), 'home');
  loadRuns(folder, sweepOf(children));
  const service = await startMeasuredService(folder, 96);
  try {
    const sweep = await service.experiment.getRun('HD_many');
    let next = children;
    let after = 0;
    for await (const child of sweep.getChildren()) {
      next -= 1;
      // Newest first, each once, none left out.
      if (child.id !== `HD_many_${next}`) throw new Error(`${child.id} is where HD_many_${next} should be`);
      if (next === children - Math.ceil(children / 10)) after = heapInUse();
    }
    expect(next).toBe(0);
    return { servicePeak: await service.peakMemory(), clientGrowth: (heapInUse() - after) / 2 ** 20 };
  } finally {
    await service.stop();
  }
}

function* sweepOf(children: number): Generator<RunToLoad> {
  const tags = new Map([['hyperparameters', '{"x": 1}']]);
  yield {
    scope,
    runId: 'HD_many',
    runType: 'hyperdrive',
    status: 'Completed',
    startTime: new Date(start),
    tags: systemTags,
  };
  for (let number = 0; number < children; number += 1) {
    const startTime = new Date(start + number);
    yield { scope, runId: `HD_many_${number}`, parentRunId: 'HD_many', status: 'Completed', startTime, tags };
  }
}

/** What makes the parent readable as a sweep. */
const systemTags = new Map([
  ['_aml_system_max_total_jobs', '1000'],
  ['_aml_system_primary_metric_config', '{"name": "gain", "goal": "maximize"}'],
]);

/** Bytes that are still used after a garbage collection. */
function heapInUse(): number {
  v8.setFlagsFromString('--expose-gc');
  const collect: unknown = vm.runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}
