// Runs inside of a cluster: bench-slurm.mjs starts it.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import { createLocalServiceClient, startLocalService } from '@hyperdrive-run/local';
import { connect, type HyperDriveRun } from '@hyperdrive-run/sdk';

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '1' },
    waiting: { type: 'string', default: '200' },
  },
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

interface Place {
  readonly submit: (command: string, count: number, maxConcurrentRuns: number) => Promise<HyperDriveRun>;
}

/** Runs something with a service of its own that has the cluster as a compute. */
async function withService<T>(work: (place: Place) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'hyperdrive-bench-'));
  const service = await startLocalService({ folder });
  try {
    const client = createLocalServiceClient({ address: service.address, token: service.token, workspace: scope });
    await client.addCompute({ compute: { name: 'hall', uri: 'slurm:', resources: {}, setup: [] } });
    const uri = `azureml+${service.address}/subscriptions/s/resourceGroups/g/workspaces/w`;
    const experiment = connect(uri, { credential: service.token, experiment: 'bench' }).experiment();
    return await work({
      submit(command, count, maxConcurrentRuns) {
        const rates = Array.from({ length: count }, (_, index) => index);
        const config = new HyperDriveConfig({
          runConfig: { command, target: 'hall' },
          hyperparameterSampling: new GridParameterSampling({ rate: choice(rates) }),
          primaryMetricName: 'loss',
          primaryMetricGoal: 'minimize',
          maxTotalRuns: count,
          maxConcurrentRuns,
        });
        return experiment.submit(config);
      },
    });
  } finally {
    await service.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The time of a sweep, without the job of a second that the first sweep of a service has run before. */
async function measureSweep({ submit }: Place): Promise<number> {
  await (await submit('true', 1, 1)).waitForCompletion({ pollIntervalMs: 200 });
  const start = performance.now();
  const sweep = await submit('sleep 1', trials, atOnce);
  await sweep.waitForCompletion({ pollIntervalMs: 200 });
  const seconds = (performance.now() - start) / 1000;
  const children = await sweep.getChildrenSortedByPrimaryMetric();
  if (children.length !== trials) throw new Error(`${children.length} of ${trials} trials have run.`);
  return seconds;
}

/** What the service takes of a core, and its memory, while many trials wait: this process is the service. */
async function measureWaiting({ submit }: Place, count: number): Promise<{ share: number; mebibytes: number }> {
  const sweeps: HyperDriveRun[] = [];
  // A sweep has 100 trials at a time at most.
  for (let left = count; left > 0; left -= 100) {
    sweeps.push(await submit('sleep 600', Math.min(left, 100), Math.min(left, 100)));
  }
  await delay(20_000);
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  await delay(20_000);
  const { user, system } = process.cpuUsage(cpu);
  const share = (user + system) / 1000 / (performance.now() - start);
  const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  for (const sweep of sweeps) await sweep.cancel();
  return { share, mebibytes: resident };
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
  const [byHand, bySweep] = [measureLoop(), await withService(measureSweep)];
  console.log(`| ${round} | ${byHand.toFixed(1)} s | ${bySweep.toFixed(1)} s | ${(bySweep / byHand).toFixed(2)} |`);
}
const waiting = Number(values.waiting);
if (waiting > 0) {
  const { share, mebibytes } = await withService((place) => measureWaiting(place, waiting));
  console.log(
    `\nwhile most of ${waiting} trials wait: ${(share * 100).toFixed(1)} percent of a core, ${mebibytes.toFixed(0)} MiB`,
  );
}
