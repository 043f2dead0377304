// Runs inside of namespaces: bench-ray.mjs starts it.

import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import { createLocalServiceClient, type StartedLocalService, startLocalService } from '@hyperdrive-run/local';
import { connect, type HyperDriveRun } from '@hyperdrive-run/sdk';
import { startRayHead } from '../cluster/ray-cluster.mjs';

const { values } = parseArgs({
  options: {
    ray: { type: 'string', default: 'ray' },
    trials: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '1' },
    waiting: { type: 'string', default: '200' },
  },
});
const trials = Number(values.trials);
const atOnce = 2;
const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w' };

/** One request to the head, as a person would write it. */
function ask(address: string, method: string, path: string, body?: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, address),
      { method, headers: { 'content-type': 'application/json' } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
        });
        answer.once('end', () => resolve(text));
      },
    );
    sent.once('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** What people write: each of two loops posts a job, asks for it five times a second until it is over, and posts the next. */
async function measureByHand(address: string, round: number): Promise<number> {
  const start = performance.now();
  let next = 0;
  async function loop(): Promise<void> {
    for (let job = next++; job < trials; job = next++) {
      const id = `by-hand-${round}-${job}`;
      await ask(address, 'POST', '/api/jobs/', { submission_id: id, entrypoint: 'sleep 1', entrypoint_num_cpus: 1 });
      while (/"status": "(PENDING|RUNNING)"/.test(await ask(address, 'GET', `/api/jobs/${id}`))) await delay(200);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, loop));
  return (performance.now() - start) / 1000;
}

interface Place {
  readonly folder: string;
  readonly service: StartedLocalService;
  submit(command: string, count: number, width: number): Promise<HyperDriveRun>;
}

async function withService<T>(address: string, work: (place: Place) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'hyperdrive-bench-'));
  const service = await startLocalService({ folder });
  try {
    const client = createLocalServiceClient({ address: service.address, token: service.token, workspace: scope });
    await client.addCompute({ compute: { name: 'ray', uri: `ray+${address}`, resources: {}, setup: [] } });
    const uri = `azureml+${service.address}/subscriptions/s/resourceGroups/g/workspaces/w`;
    const experiment = connect(uri, { credential: service.token, experiment: 'bench' }).experiment();
    return await work({
      folder,
      service,
      submit(command, count, width) {
        const rates = Array.from({ length: count }, (_, index) => index);
        return experiment.submit(
          new HyperDriveConfig({
            runConfig: { command, target: 'ray' },
            hyperparameterSampling: new GridParameterSampling({ rate: choice(rates) }),
            primaryMetricName: 'loss',
            primaryMetricGoal: 'minimize',
            maxTotalRuns: count,
            maxConcurrentRuns: width,
          }),
        );
      },
    });
  } finally {
    await service.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The time of a sweep, without the job of a second that the first sweep of a service has run before. */
async function measureSweep(place: Place): Promise<number> {
  await (await place.submit('true', 1, 1)).waitForCompletion({ pollIntervalMs: 200 });
  const start = performance.now();
  const sweep = await place.submit('sleep 1', trials, atOnce);
  await sweep.waitForCompletion({ pollIntervalMs: 200 });
  const seconds = (performance.now() - start) / 1000;
  const children = await sweep.getChildrenSortedByPrimaryMetric();
  if (children.length !== trials) throw new Error(`${children.length} of ${trials} trials have run.`);
  return seconds;
}

/** What the service takes of a core, and its memory, while many trials wait: this process is the service. */
async function measureWaiting(place: Place, count: number): Promise<{ share: number; mebibytes: number }> {
  const sweeps: HyperDriveRun[] = [];
  // A sweep has 100 trials at a time at most.
  for (let left = count; left > 0; left -= 100) {
    sweeps.push(await place.submit('sleep 600', Math.min(left, 100), Math.min(left, 100)));
  }
  await delay(15_000);
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  await delay(20_000);
  const { user, system } = process.cpuUsage(cpu);
  const share = (user + system) / 1000 / (performance.now() - start);
  const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  for (const sweep of sweeps) await sweep.cancel();
  return { share, mebibytes: resident };
}

const head = await startRayHead({ ray: values.ray });
const { address } = head;
try {
  console.log(
    `${trials} trials of 1 s, ${atOnce} at a time\n\n| round | by hand | sweep | times |\n| --- | --- | --- | --- |`,
  );
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const [byHand, bySweep] = [await measureByHand(address, round), await withService(address, measureSweep)];
    console.log(`| ${round} | ${byHand.toFixed(1)} s | ${bySweep.toFixed(1)} s | ${(bySweep / byHand).toFixed(2)} |`);
  }
  const waiting = Number(values.waiting);
  if (waiting > 0) {
    const { share, mebibytes } = await withService(address, (place) => measureWaiting(place, waiting));
    console.log(
      `\nwhile ${waiting - atOnce} of ${waiting} wait: ${(share * 100).toFixed(1)} percent of a core, ${mebibytes.toFixed(0)} MiB`,
    );
  }
} finally {
  await head.stop();
}
