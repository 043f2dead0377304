import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Metric, RunScope } from '@hyperdrive-run/core';
import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { StartedLocalService } from '@hyperdrive-run/local';
import { type Experiment, type HyperDriveRun, Run } from '@hyperdrive-run/sdk';
import { connectTo, openService, temporaryFolder } from './open-service.js';

const standardLog = 'user_logs/std_log.txt';

/** Where the sweeps of these tests are. */
export const scriptScope = {
  subscriptionId: 's',
  resourceGroup: 'g',
  workspaceName: 'w',
  experimentName: 'scripts',
} satisfies RunScope;

export interface TrainingScript {
  /** What runs it, such as `python train.py`. */
  readonly command: string;
  /** The code's files by name. */
  readonly files: Readonly<Record<string, string>>;
  /** The values of the one hyperparameter, `rate`, one trial each. Default: 0.5. */
  readonly rates?: readonly [number, ...number[]];
  readonly environmentVariables?: Readonly<Record<string, string>>;
  readonly maxDurationSeconds?: number;
  /** Packages of this repository that the script imports by name; they must be built. */
  readonly installed?: readonly 'sdk'[];
}

/** A sweep over a training script, on its way in a service of its own. */
export interface StartedScript {
  readonly service: StartedLocalService;
  readonly sweep: HyperDriveRun;
  /** Waits for the sweep's end, and reads one of its trials. */
  readonly trial: (number?: number) => Promise<TrialReading>;
}

/** What the sdk reads of a trial that has ended. */
export interface TrialReading {
  readonly runId: string;
  readonly status: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
  /** Single values as `[step, value]`, tables as their rows. */
  readonly metrics: Readonly<Record<string, readonly unknown[]>>;
  /** The runs that the script made below its own. */
  readonly children: readonly TrialReading[];
  readonly files: readonly string[];
  /** What it printed. */
  readonly output: string;
}

/** Runs a script as trials of a local sweep, with nothing but the environment that the service gives them. */
export async function startTrainingScript(script: TrainingScript): Promise<StartedScript> {
  const { command, files, rates = [0.5], environmentVariables = {}, maxDurationSeconds } = script;
  const code = join(await temporaryFolder(), 'code');
  await mkdir(code);
  for (const [name, text] of Object.entries(files)) await writeFile(join(code, name), text);
  for (const name of script.installed ?? []) {
    const scope = join(code, 'node_modules/@hyperdrive-run');
    await mkdir(scope, { recursive: true });
    await symlink(fileURLToPath(new URL(`../../packages/${name}`, import.meta.url)), join(scope, name), 'junction');
  }
  const service = await openService(await temporaryFolder());
  const experiment = connectTo(service, scriptScope).experiment();
  const definition = { command, code, environmentVariables: new Map(Object.entries(environmentVariables)) };
  const sweep = await experiment.submit(
    new HyperDriveConfig({
      runConfig: { ...definition, maxDurationSeconds },
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

/** Reads a trial with all that it logged, and the runs that it made. */
export async function readTrial(experiment: Experiment, runId: string): Promise<TrialReading> {
  const run = await experiment.getRun(runId);
  if (!(run instanceof Run)) throw new TypeError(`${runId} is no trial.`);
  const metrics = [...(await run.getMetrics()).values()].map((metric) => [metric.name, plainMetric(metric)] as const);
  const files: string[] = [];
  for await (const name of run.getFileNames()) files.push(name);
  const children: TrialReading[] = [];
  for await (const child of run.getChildren()) children.push(await readTrial(experiment, child.id));
  return {
    runId,
    status: await run.getStatus(),
    tags: Object.fromEntries(await run.getTags()),
    properties: Object.fromEntries(await run.getProperties()),
    metrics: Object.fromEntries(metrics),
    children,
    files: files.toSorted(),
    output: files.includes(standardLog) ? await textOf(await run.downloadFile(standardLog)) : '',
  };
}

function plainMetric(metric: Metric): readonly unknown[] {
  if (metric.kind === 'scalar') return metric.points.map(({ step, value }) => [step, value]);
  return metric.kind === 'table' ? metric.rows.map(({ cells }) => Object.fromEntries(cells)) : metric.references;
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
