import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunScope } from '@hyperdrive-run/core';
import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import { createLocalServiceClient, type StartedLocalService, startLocalService } from '@hyperdrive-run/local';
import { connect, type HyperDriveRun } from '@hyperdrive-run/sdk';
import { onTestFinished } from 'vitest';
import { readTrial, type TrialReading } from '../conformance/run-training-script.js';

const scope = {
  subscriptionId: 's',
  resourceGroup: 'g',
  workspaceName: 'w',
  experimentName: 'cluster',
} satisfies RunScope;

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hyperdrive-slurm-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** What is run on the cluster. */
export interface ClusterSweep {
  readonly command: string;
  /** The code's files by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** The values of the one hyperparameter, `rate`, one trial each. Default: 0.5. */
  readonly rates?: readonly [number, ...number[]];
  readonly setup?: readonly string[];
  /** A folder for the trials beside the service's own, as where that is on no shared disk. */
  readonly sharedFolder?: string;
}

/** A sweep on the cluster of these tests, in a service of its own. */
export interface StartedOnCluster {
  readonly service: StartedLocalService;
  readonly sweep: HyperDriveRun;
  /** Waits for the sweep's end, and reads one of its trials. */
  readonly trial: (number?: number) => Promise<TrialReading>;
}

/** Adds the cluster to a service, as the compute `hall`, and runs a sweep there. */
export async function startOnCluster(options: ClusterSweep): Promise<StartedOnCluster> {
  const { command, files = {}, rates = [0.5], setup = [], sharedFolder } = options;
  const folder = await temporaryFolder();
  const code = join(folder, 'code');
  await mkdir(code);
  for (const [name, text] of Object.entries(files)) await writeFile(join(code, name), text);
  const service = await startLocalService({ folder: join(folder, 'service') });
  onTestFinished(() => service.close());
  const client = createLocalServiceClient({ address: service.address, token: service.token, workspace: scope });
  await client.addCompute({ compute: { name: 'hall', uri: 'slurm:main', resources: {}, setup, sharedFolder } });
  const path = `subscriptions/${scope.subscriptionId}/resourceGroups/${scope.resourceGroup}/workspaces/${scope.workspaceName}`;
  const workspace = connect(`azureml+${service.address}/${path}`, { credential: service.token, experiment: 'cluster' });
  const experiment = workspace.experiment();
  const sweep = await experiment.submit(
    new HyperDriveConfig({
      runConfig: { command, code, target: 'hall' },
      hyperparameterSampling: new GridParameterSampling({ rate: choice([...rates]) }),
      primaryMetricName: 'loss',
      primaryMetricGoal: 'minimize',
      maxTotalRuns: rates.length,
      maxConcurrentRuns: rates.length,
    }),
  );
  return {
    service,
    sweep,
    async trial(number = 0) {
      await sweep.waitForCompletion({ pollIntervalMs: 200, throwOnError: false });
      return readTrial(experiment, `${sweep.id}_${number}`);
    },
  };
}
