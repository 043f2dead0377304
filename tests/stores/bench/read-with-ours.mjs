// The best trial of a study, and with --all the records, hyperparameters and all values of all its trials. Prints JSON.

import { HyperDriveRun, Workspace } from '@hyperdrive-run/sdk';
import { openStore } from '@hyperdrive-run/stores';

const [file = '', all] = process.argv.slice(2);
const workspace = new Workspace(await openStore(`optuna:${file}`));
const sweep = await workspace.getRun('big');
if (!(sweep instanceof HyperDriveRun)) throw new Error('big is no sweep');
const best = await sweep.findBestRun({ reuseRecord: true });
let rows = 0;
let values = 0;
if (all === '--all') {
  const { backend } = workspace;
  const ids = [];
  for await (const { runId } of backend.listChildRuns('big')) ids.push(runId);
  rows = ids.length;
  for await (const result of backend.getMetrics(ids, { childrenOf: 'big' })) {
    if (result.kind === 'read')
      for (const metric of result.metrics.values()) values += metric.kind === 'scalar' ? metric.points.length : 0;
  }
}
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(
  JSON.stringify({ best: Number(best?.run.id.split('_').at(-1)), rows, values, ms: performance.now(), megabytes }),
);
