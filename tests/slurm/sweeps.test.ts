import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TruncationSelectionPolicy } from '@hyperdrive-run/core/config';
import { startLocalService } from '@hyperdrive-run/local';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startOnCluster, temporaryFolder } from './start-on-cluster.js';

/** Logs a value, and stays. */
const logAndStay = `
metric="$AZUREML_SERVICE_ENDPOINT/metric/v2.0/subscriptions/$AZUREML_ARM_SUBSCRIPTION/resourceGroups/$AZUREML_ARM_RESOURCEGROUP/providers/Microsoft.MachineLearningServices/workspaces/$AZUREML_ARM_WORKSPACE_NAME/runs/$AZUREML_RUN_ID/batch"
for step in 1 2 3; do
  curl -sf -o /dev/null -H "Authorization: Bearer $AZUREML_RUN_TOKEN" -d "{\\"values\\": [{\\"name\\": \\"loss\\", \\"value\\": [{\\"data\\": {\\"loss\\": $1}}]}]}" "$metric"
  sleep 1
done
test "$1" = 1 || sleep 600
`;

describe('a sweep on a cluster', () => {
  it('ends a trial that takes longer than it may', async () => {
    const { trial } = await startOnCluster({ command: 'echo begun; sleep 600', maxDurationSeconds: 2 });
    const { status, output } = await trial();
    expect(status).toBe('Canceled');
    expect(output).toContain('begun\n');
  });

  it('ends a trial early by what it logged on its node', async () => {
    const policy = new TruncationSelectionPolicy({
      truncationPercentage: 50,
      evaluationInterval: 1,
      delayEvaluation: 0,
    });
    const command = `sh train.sh \${{search_space.rate}}`;
    const { trial } = await startOnCluster({ command, files: { 'train.sh': logAndStay }, rates: [1, 2], policy });
    const [good, bad] = [await trial(0), await trial(1)];
    expect([good.status, bad.status]).toEqual(['Completed', 'Canceled']);
    expect(bad.metrics['loss']).toContainEqual([undefined, 2]);
  });

  it('is refused before its first trial where no node has what a trial asks for', async () => {
    await expect(startOnCluster({ command: 'true', cpus: 99 })).rejects.toThrow(
      'A trial asks for 99 CPUs, and no node of the partition main has more than 8.',
    );
  });

  it('is refused before its first trial where no trial could run: what a job of a second has found', async () => {
    await expect(startOnCluster({ command: 'true', setup: ['PATH=/nowhere'] })).rejects.toThrow(
      'No trial can run on the compute hall: Nodes have no python3',
    );
    await expect(startOnCluster({ command: 'true', setup: ['echo no such module', 'exit 1'] })).rejects.toThrow(
      'its output is no such module',
    );
  });

  it('fails as a whole with the first trial that SLURM will never start', async () => {
    const rates = [1, 2, 3, 4, 5, 6, 7, 8] as const;
    const { sweep } = await startOnCluster({
      command: 'true',
      rates,
      atOnce: 2,
      partition: 'short',
      maxDurationSeconds: 600,
    });
    await sweep.waitForCompletion({ pollIntervalMs: 200, throwOnError: false });
    expect(await sweep.getStatus({ refresh: true })).toBe('Failed');
    expect(JSON.stringify(await sweep.getDetails())).toContain('PartitionTimeLimit');
    expect((await sweep.getChildrenSortedByPrimaryMetric()).length).toBeLessThanOrEqual(2);
  });

  it('says of the trial that runs its job and its node, and of the one that waits its job and what SLURM says it waits for', async () => {
    const gate = join(await temporaryFolder(), 'gate');
    const command = `until test -e '${gate}'; do sleep 0.2; done`;
    const { sweep, trial } = await startOnCluster({ command, rates: [1, 2], cpus: 8 });
    const queue = (): readonly (readonly string[])[] =>
      execFileSync('squeue', ['-h', '--me', '-t', 'R,PD', '-o', '%T|%i|%N|%r'], { encoding: 'utf8' })
        .trim()
        .split('\n')
        .map((line) => line.split('|'));
    const reasons = (): unknown => Object.fromEntries(queue().map(([state, , , reason]) => [state, reason]));
    await expect.poll(reasons, { timeout: 60_000 }).toEqual({ RUNNING: 'None', PENDING: 'Resources' });
    const jobOf = (wanted: string): string | undefined => queue().find(([state]) => state === wanted)?.[1];
    const placements = async (): Promise<readonly unknown[]> =>
      (await sweep.getChildrenSortedByPrimaryMetric()).map(({ placement }) => placement);
    const expected = [
      { compute: 'hall', engineId: jobOf('RUNNING'), node: 'localhost', waitsFor: undefined },
      { compute: 'hall', engineId: jobOf('PENDING'), node: undefined, waitsFor: 'Resources' },
    ];
    await expect.poll(placements, { timeout: 60_000 }).toEqual(expect.arrayContaining(expected));
    expect(await placements()).toHaveLength(2);
    await writeFile(gate, '');
    expect([(await trial(0)).status, (await trial(1)).status]).toEqual(['Completed', 'Completed']);
  });
});

describe('a trial whose service is stopped', () => {
  const runningJobs = (): string =>
    execFileSync('squeue', ['-h', '--me', '-t', 'RUNNING', '-o', '%i'], { encoding: 'utf8' });

  it('is ended with it', async () => {
    const { service } = await startOnCluster({ command: 'sleep 600' });
    await expect.poll(runningJobs, { timeout: 60_000 }).not.toBe('');
    await service.close();
    await expect.poll(runningJobs, { timeout: 60_000 }).toBe('');
  });

  it('runs on where it is to be left, loses nothing of what it logs, and is adopted by the next one', async () => {
    const { service, trialFrom } = await startOnCluster({
      command: 'sh train.sh 1',
      files: { 'train.sh': logAndStay },
    });
    await expect.poll(runningJobs, { timeout: 60_000 }).not.toBe('');
    await service.close({ leaveTrials: true });
    await expect.poll(runningJobs, { timeout: 60_000 }).toBe('');
    const next = await startLocalService({ folder: service.folder });
    onTestFinished(() => next.close());
    await next.whenIdle();
    const { status, metrics } = await trialFrom(next);
    expect(status).toBe('Completed');
    expect(metrics['loss']).toEqual([1, 1, 1].map((value) => [undefined, value]));
  });
});

describe('a look at a cluster', () => {
  it('tells its version, what is free, and whether nodes see the shared folder', async () => {
    const { client, trial } = await startOnCluster({ command: 'true' });
    await trial();
    expect(await client.checkCompute('hall')).toEqual({
      engine: expect.stringMatching(/^slurm\S* \d+\.\d+/),
      cpus: { free: expect.any(Number), total: 8 },
      nodeReachesService: true,
      problems: [],
    });
  });

  it('finds what keeps trials from running there', async () => {
    const { client, trial } = await startOnCluster({ command: 'true' });
    await trial();
    const compute = { name: 'attic', uri: 'slurm:attic', resources: {}, setup: [] };
    await client.addCompute({ compute });
    await client.addCompute({ compute: { ...compute, name: 'bare', uri: 'slurm:', setup: ['PATH=/nowhere'] } });
    expect((await client.checkCompute('attic')).problems).toEqual(['There are no nodes in the partition attic.']);
    expect((await client.checkCompute('bare')).problems).toEqual([expect.stringContaining('Nodes have no python3')]);
  });
});
