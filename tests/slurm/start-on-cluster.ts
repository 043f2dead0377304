import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunScope } from '@hyperdrive-run/core';
import {
  choice,
  GridParameterSampling,
  HyperDriveConfig,
  type HyperDriveConfigOptions,
} from '@hyperdrive-run/core/config';
import {
  createLocalServiceClient,
  type LocalServiceClient,
  type StartedLocalService,
  startLocalService,
} from '@hyperdrive-run/local';
import { connect, type Experiment, type HyperDriveRun } from '@hyperdrive-run/sdk';
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
  /** How many trials run at once. Default: all. */
  readonly atOnce?: number;
  readonly maxDurationSeconds?: number;
  readonly policy?: HyperDriveConfigOptions['policy'];
  /** What a trial asks for; more than the node has is refused. */
  readonly cpus?: number;
  /** A folder for the trials beside the service's own, as where that is on no shared disk. */
  readonly sharedFolder?: string;
  /** Default: main. */
  readonly partition?: string;
  readonly setup?: readonly string[];
}

/** A sweep on the cluster of these tests, in a service of its own. */
export interface StartedOnCluster {
  /** What only the local service can do. */
  readonly client: LocalServiceClient;
  readonly service: StartedLocalService;
  readonly sweep: HyperDriveRun;
  /** Waits for the sweep's end, and reads one of its trials. */
  readonly trial: (number?: number) => Promise<TrialReading>;
  /** Reads the first trial from another service on the same folder. */
  readonly trialFrom: (other: StartedLocalService) => Promise<TrialReading>;
}

function experimentOf({ address, token }: StartedLocalService): Experiment {
  const path = `subscriptions/${scope.subscriptionId}/resourceGroups/${scope.resourceGroup}/workspaces/${scope.workspaceName}`;
  return connect(`azureml+${address}/${path}`, { credential: token, experiment: 'cluster' }).experiment();
}

/** Adds the cluster to a service, as the compute `hall`, and runs a sweep there. */
export async function startOnCluster(options: ClusterSweep): Promise<StartedOnCluster> {
  const { command, files = {}, rates = [0.5], sharedFolder, maxDurationSeconds, policy, cpus, setup = [] } = options;
  const folder = await temporaryFolder();
  const code = join(folder, 'code');
  await mkdir(code);
  for (const [name, text] of Object.entries(files)) await writeFile(join(code, name), text);
  const service = await startLocalService({ folder: join(folder, 'service') });
  onTestFinished(() => service.close());
  const client = createLocalServiceClient({ address: service.address, token: service.token, workspace: scope });
  await client.addCompute({
    compute: { name: 'hall', uri: `slurm:${options.partition ?? 'main'}`, resources: { cpus }, setup, sharedFolder },
  });
  const experiment = experimentOf(service);
  const sweep = await experiment.submit(
    new HyperDriveConfig({
      runConfig: { command, code, target: 'hall', maxDurationSeconds },
      hyperparameterSampling: new GridParameterSampling({ rate: choice([...rates]) }),
      primaryMetricName: 'loss',
      primaryMetricGoal: 'minimize',
      policy,
      maxTotalRuns: rates.length,
      maxConcurrentRuns: options.atOnce ?? rates.length,
    }),
  );
  return {
    client,
    service,
    sweep,
    async trial(number = 0) {
      await sweep.waitForCompletion({ pollIntervalMs: 200, throwOnError: false });
      return readTrial(experiment, `${sweep.id}_${number}`);
    },
    trialFrom: (other) => readTrial(experimentOf(other), `${sweep.id}_0`),
  };
}
