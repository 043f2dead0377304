// What bench-ray-tune.mjs bundles and starts: reads the folder of an experiment through the public packages, its best trial and
// all reports, and prints what analyse.py prints.

import { Experiment, HyperDriveRun } from '@hyperdrive-run/sdk';
import { openStore } from '@hyperdrive-run/stores';

const folder = process.argv[2] ?? '';
const backend = await openStore(`ray-tune:${folder}?metric=loss&goal=minimize`);
const experiment = new Experiment(backend, backend.scope.experimentName ?? '');
for await (const { runId } of backend.listSweeps()) {
  const sweep = await HyperDriveRun.load(experiment, runId);
  const best = await sweep.findBestRun();
  let reports = 0;
  for (const metrics of (await sweep.getMetrics()).values()) {
    const loss = metrics.get('loss');
    if (loss?.kind === 'scalar') reports += loss.points.length;
  }
  console.log(best?.run.id, reports);
}
