import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable } from 'node:stream';
import {
  connect,
  type Experiment,
  HyperDriveConfig,
  HyperDriveRun,
  RandomParameterSampling,
  uniform,
} from '@hyperdrive-run/sdk';
import { describe, expect, inject, it, onTestFinished, type TestContext } from 'vitest';
import { ensureMlflowEnvironment } from './python/make-environment.mjs';
import { type TrackingClient, trackingClient } from './tracking-client.mjs';

const primaryMetric = { name: 'accuracy', goal: 'maximize' } as const;

interface OpenServer {
  readonly client: TrackingClient;
  readonly experiment: Experiment;
  readonly experimentId: string;
  readonly url: string;
  readonly warnings: readonly string[];
}

/** The shared server with an experiment of this test's own, or nothing where there is no server. */
async function openServer(context: TestContext): Promise<OpenServer> {
  const mlflow = inject('mlflow');
  if ('notRun' in mlflow) return context.skip(mlflow.notRun);
  const client = trackingClient(mlflow.url);
  const name = `real/${randomUUID()}`;
  const experimentId = await client.createExperiment(name);
  const warnings: string[] = [];
  const workspace = connect(`mlflow+${mlflow.url}`, { onWarning: (warning) => warnings.push(warning) });
  return { client, experiment: workspace.experiment(name), experimentId, url: mlflow.url, warnings };
}

/** The groups of a pattern, once what is printed fits it. */
async function untilMatch(output: Readable, pattern: RegExp): Promise<readonly string[]> {
  let printed = '';
  for await (const piece of output.iterator({ destroyOnReturn: false })) {
    printed += String(piece);
    const [, ...groups] = pattern.exec(printed) ?? [];
    if (groups.length > 0) return groups;
  }
  throw new Error(`It ended without a line that fits ${String(pattern)}: ${printed}`);
}

describe('on a real MLflow server', () => {
  it('a best value is found among more points than the server hands out at once', {
    tags: ['full'],
  }, async (context) => {
    const { client, experiment, experimentId } = await openServer(context);
    const parentId = await client.createRun(experimentId, 1);
    const logTo = async (position: number, best: number): Promise<string> => {
      const tags = new Map([['mlflow.parentRunId', parentId]]);
      const runId = await client.createRun(experimentId, 2 + position, { tags });
      for (let first = 0; first < 13_000; first += 1000) {
        const metrics = Array.from({ length: 1000 }, (_, at) => {
          const step = first + at;
          return { key: 'accuracy', step, timestamp: step, value: step === 12_500 ? best : step / 1e6 };
        });
        await client.post('runs/log-batch', { run_id: runId, metrics });
      }
      return runId;
    };
    const [first, second] = await Promise.all([logTo(0, 0.75), logTo(1, 0.5)]);

    const sweep = await HyperDriveRun.load(experiment, parentId, { primaryMetric });
    const sorted = await sweep.getChildrenSortedByPrimaryMetric();

    expect(sorted.map(({ runId, bestPrimaryMetric, origin }) => [runId, bestPrimaryMetric, origin?.step])).toEqual([
      [first, 0.75, 12_500],
      [second, 0.5, 12_500],
    ]);
  });

  it('a listing has each child once, although one is started while it is read', async (context) => {
    const { client, experiment, experimentId } = await openServer(context);
    const parentId = await client.createRun(experimentId, 1);
    const tags = new Map([['mlflow.parentRunId', parentId]]);
    const started: string[] = [];
    for (let at = 0; at < 5; at += 1) started.unshift(await client.createRun(experimentId, 2 + at, { tags }));

    const listed: string[] = [];
    for await (const child of experiment.backend.listChildRuns(parentId, { pageSize: 2 })) {
      listed.push(child.runId);
      if (listed.length === 1) await client.createRun(experimentId, 100, { tags });
    }

    expect(listed).toEqual(started);
  });

  it('a sweep is watched while its children log, until its end', async (context) => {
    const { client, experiment, experimentId } = await openServer(context);
    const parentId = await client.createRun(experimentId, Date.now());
    const tags = new Map([['mlflow.parentRunId', parentId]]);
    const childId = await client.createRun(experimentId, Date.now(), { tags });
    const log = (value: number): Promise<unknown> =>
      client.post('runs/log-metric', { run_id: childId, key: 'accuracy', value, timestamp: Date.now() });
    const end = (runId: string): Promise<unknown> =>
      client.post('runs/update', { run_id: runId, status: 'FINISHED', end_time: Date.now() });
    await log(0.75);

    const sweep = await HyperDriveRun.load(experiment, parentId, { primaryMetric });
    const seen: unknown[] = [];
    for await (const { status, finishedChildren, bestSoFar } of sweep.watch({ pollIntervalMs: 20 })) {
      seen.push([status, finishedChildren, bestSoFar?.bestPrimaryMetric]);
      if (seen.length > 1) continue;
      await log(0.875);
      await log(0.5);
      await end(childId);
      await end(parentId);
    }

    expect([seen[0], seen.at(-1)]).toEqual([
      ['Running', 0, 0.75],
      ['Completed', 1, 0.875],
    ]);
    expect((await sweep.waitForCompletion()).status).toBe('Completed');
  });

  it('a process that goes on after a cancel is told', async (context) => {
    const { experiment, url } = await openServer(context);
    const environment = await ensureMlflowEnvironment();
    if ('notRun' in environment) return context.skip(environment.notRun);
    const script = path.join(import.meta.dirname, 'python', 'hold_run.py');
    const trial = spawn(environment.python, [script, url, experiment.name], { stdio: ['pipe', 'pipe', 'ignore'] });
    onTestFinished(() => void trial.kill('SIGKILL'));
    // Whatever else Python prints, and in whatever pieces.
    const [parentId = '', childId = ''] = await untilMatch(trial.stdout, /^([0-9a-f]{32}) ([0-9a-f]{32})$/m);

    const sweep = await HyperDriveRun.load(experiment, parentId, { primaryMetric });
    expect(await sweep.cancel()).toBe(true);
    const child = await experiment.getRun(childId);
    expect([await sweep.getStatus(), child.record?.status, child.record?.endTime]).toEqual([
      'Canceled',
      'Canceled',
      expect.any(Date),
    ]);
    await expect(sweep.cancel()).rejects.toMatchObject({ code: 'already-finished' });

    trial.stdin.end();
    await once(trial, 'close');
    const after = await experiment.getRun(childId);
    expect(after.record?.status).toBe('Completed');
    expect(after.record?.warnings).toEqual([expect.stringContaining('its process went on and set it to FINISHED')]);
  });

  it('a submitted sweep is a parent that waits for its trials, with its config', async (context) => {
    const { experiment, warnings } = await openServer(context);
    const config = new HyperDriveConfig({
      runConfig: { command: 'python train.py --lr ${{search_space.lr}}' },
      hyperparameterSampling: new RandomParameterSampling({ lr: uniform(0.1, 0.9) }),
      primaryMetricName: 'accuracy',
      primaryMetricGoal: 'maximize',
      maxTotalRuns: 4,
    });

    const submitted = await experiment.submit(config);
    const loaded = await HyperDriveRun.load(experiment, submitted.id);

    expect([submitted.record?.status, loaded.hyperdriveConfig.maxTotalRuns]).toEqual(['Queued', 4]);
    expect(loaded.hyperdriveConfig.primaryMetric).toEqual(primaryMetric);
    expect(warnings).toEqual([expect.stringContaining('MLflow starts no trials')]);
  });
});
