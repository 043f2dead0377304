// Runs inside of a cluster: bench-slurm.mjs starts it.

import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import { createLocalServiceClient, startLocalService } from '@hyperdrive-run/local';
import { connect } from '@hyperdrive-run/sdk';

const { values } = parseArgs({
  options: { trials: { type: 'string', default: '50' }, rounds: { type: 'string', default: '3' } },
});
const trials = Number(values.trials);
const atOnce = 2;

/** What people write: as many jobs as may run at once, each of them a second. */
const loop = `
for job in $(seq ${trials}); do
  while [ "$(squeue -h --me | wc -l)" -ge ${atOnce} ]; do sleep 0.2; done
  sbatch --parsable --output=/dev/null --wrap 'sleep 1' >/dev/null
done
while [ "$(squeue -h --me | wc -l)" -gt 0 ]; do sleep 0.2; done`;

const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w' };

async function measureSweep(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'hyperdrive-bench-'));
  const service = await startLocalService({ folder });
  try {
    const client = createLocalServiceClient({ address: service.address, token: service.token, workspace: scope });
    await client.addCompute({ compute: { name: 'hall', uri: 'slurm:', resources: {}, setup: [] } });
    const uri = `azureml+${service.address}/subscriptions/s/resourceGroups/g/workspaces/w`;
    const experiment = connect(uri, { credential: service.token, experiment: 'bench' }).experiment();
    const rates = Array.from({ length: trials }, (_, index) => index);
    const config = new HyperDriveConfig({
      runConfig: { command: 'sleep 1', target: 'hall' },
      hyperparameterSampling: new GridParameterSampling({ rate: choice(rates) }),
      primaryMetricName: 'loss',
      primaryMetricGoal: 'minimize',
      maxTotalRuns: trials,
      maxConcurrentRuns: atOnce,
    });
    const start = performance.now();
    const sweep = await experiment.submit(config);
    await sweep.waitForCompletion({ pollIntervalMs: 200 });
    const seconds = (performance.now() - start) / 1000;
    const children = await sweep.getChildrenSortedByPrimaryMetric();
    if (children.length !== trials) throw new Error(`${children.length} of ${trials} trials have run.`);
    return seconds;
  } finally {
    await service.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function measureLoop(): number {
  const start = performance.now();
  execFileSync('bash', ['-c', loop]);
  return (performance.now() - start) / 1000;
}

console.log(
  `${trials} trials of 1 s, ${atOnce} at a time\n\n| round | sbatch loop | sweep | times |\n| --- | --- | --- | --- |`,
);
for (let round = 1; round <= Number(values.rounds); round += 1) {
  const [byHand, bySweep] = [measureLoop(), await measureSweep()];
  console.log(`| ${round} | ${byHand.toFixed(1)} s | ${bySweep.toFixed(1)} s | ${(bySweep / byHand).toFixed(2)} |`);
}
