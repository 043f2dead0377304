import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { connect, HyperDriveRun, type RunRecord, type Workspace } from '@hyperdrive-run/sdk';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { startAzureStandIn } from './azure-stand-in.js';
import { ensureMlflowEnvironment } from './python/make-environment.mjs';

/** A trial as the study itself has it: its state and its value. */
type Trial = readonly [state: string, value: number | null];

interface Written {
  readonly refit: {
    readonly parent: string;
    readonly refit: string;
    readonly trials: readonly Trial[];
    readonly best: number;
  };
  readonly tracked: { readonly experiment: string; readonly trials: readonly Trial[]; readonly best: number };
  readonly several: { readonly experiment: string };
}

/** What each state is to us. */
const statuses: Readonly<Record<string, string>> = { COMPLETE: 'Completed', FAIL: 'Failed', PRUNED: 'Canceled' };

describe('what the real MLflow callback of Optuna wrote', () => {
  const mlflow = inject('mlflow');
  const notRun = 'notRun' in mlflow ? mlflow.notRun : 'there is no Python';
  let written: Written | undefined;
  let workspace: Workspace | undefined;
  const requests: string[] = [];

  beforeAll(async () => {
    const environment = await ensureMlflowEnvironment();
    if ('notRun' in mlflow || 'notRun' in environment) return;
    workspace = connect(`mlflow+${mlflow.url}`, {
      fetch: (input, init) => {
        requests.push(String(input instanceof Request ? input.url : input));
        return fetch(input, init);
      },
    });
    const script = path.join(import.meta.dirname, 'python', 'write_searches.py');
    const env = { ...process.env, MLFLOW_DISABLE_TELEMETRY: 'true', DO_NOT_TRACK: 'true', PYTHONWARNINGS: 'ignore' };
    const args = [script, mlflow.url, `searches ${randomUUID()}`];
    const { stdout } = await promisify(execFile)(environment.python, args, { env, maxBuffer: 2 ** 24 });
    written = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  }, 180_000);

  /** Both, once they are there; where they are not, there is a reason. */
  const found = (): { readonly written: Written; readonly workspace: Workspace } | undefined =>
    written === undefined || workspace === undefined ? undefined : { written, workspace };

  const recordsOf = async (sweep: HyperDriveRun): Promise<RunRecord[]> => {
    const records: RunRecord[] = [];
    for await (const { record } of sweep.getChildren()) if (record !== undefined) records.push(record);
    return records;
  };

  it('are all children of their parent, although one other is in the parent’s own experiment', async (context) => {
    const there = found();
    if (there === undefined) return context.skip(notRun);
    const { parent, refit, trials, best } = there.written.refit;
    const run = await there.workspace.getRun(parent);
    requests.length = 0;
    const sweep = await HyperDriveRun.load(run.experiment, parent, {
      primaryMetric: { name: 'acc', goal: 'maximize' },
    });
    const records = await recordsOf(sweep);
    // The run, its experiment by name, all experiments, and one search over all of them.
    expect(requests).toHaveLength(4);
    expect(records.map(({ runId }) => runId)).toContain(refit);
    expect(records).toHaveLength(trials.length + 1);
    const starts = records.map(({ startTime }) => startTime?.getTime() ?? 0);
    expect(starts).toEqual(starts.toSorted((a, b) => b - a));
    const explained = await sweep.explainBestRun();
    expect(explained).toMatchObject({ value: best, provisional: false, tied: [] });
    expect(explained.excluded.map(({ reason }) => reason).toSorted()).toEqual(['not-logged', 'pruned', 'pruned']);
    const below: string[] = [];
    for await (const { name } of sweep.getChildren({ recursive: true })) below.push(name ?? '');
    expect(below.toSorted()).toEqual(['0', '1', '2', '3', '4', '5', 'fold', 'refit']);
  });

  it('are found through what Azure’s endpoint takes, too', async (context) => {
    const there = found();
    if (there === undefined || 'notRun' in mlflow) return context.skip(notRun);
    const azure = await startAzureStandIn(mlflow.url);
    const { parent, best } = there.written.refit;
    const home = (await connect(azure.uri, { credential: azure.token }).getRun(parent)).experiment;
    const sweep = await HyperDriveRun.load(home, parent, { primaryMetric: { name: 'acc' } });
    expect((await sweep.explainBestRun()).value).toBe(best);
    const below: string[] = [];
    for await (const { name } of sweep.getChildren({ recursive: true })) below.push(name ?? '');
    expect(below).toHaveLength(8);
    const alone = connect(azure.uri, { credential: azure.token }).experiment(there.written.tracked.experiment);
    const opened = await alone.loadAsSweep({ primaryMetric: { name: 'acc' } });
    expect((await opened.explainBestRun()).value).toBe(there.written.tracked.best);
    expect(azure.refusals).toEqual([]);
  });

  it('have the states of their trials, and a pruned one has no primary metric but what it logged', async (context) => {
    const there = found();
    if (there === undefined) return context.skip(notRun);
    const { experiment, trials, best } = there.written.tracked;
    const warnings: string[] = [];
    const sweep = await there.workspace.experiment(experiment).loadAsSweep({
      primaryMetric: { name: 'acc' },
      onWarning: (message) => warnings.push(message),
    });
    const records = await recordsOf(sweep);
    const byNumber = records.toSorted((a, b) => Number(a.displayName) - Number(b.displayName));
    expect(byNumber.map(({ status }) => status)).toEqual(trials.map(([state]) => statuses[state]));
    expect(await sweep.getStatus()).toBe('Completed');
    // Nobody named the goal: it is the study's.
    expect([sweep.hyperdriveConfig.primaryMetricGoal, sweep.goalSource]).toEqual(['minimize', 'trials']);
    expect(warnings).toEqual([expect.stringContaining('The goal of "acc" is minimize')]);
    expect((await sweep.explainBestRun()).value).toBe(best);

    const byLoss = await there.workspace.experiment(experiment).loadAsSweep({ primaryMetric: { name: 'loss' } });
    const sorted = await byLoss.getChildrenSortedByPrimaryMetric();
    expect(sorted.map(({ bestPrimaryMetric, missingReason }) => bestPrimaryMetric ?? missingReason)).toEqual([
      0,
      1,
      3,
      5,
      'pruned',
      'pruned',
    ]);
    const metrics = await byLoss.getMetrics();
    expect(sorted.map(({ runId }) => metrics.get(runId)?.has('loss'))).toEqual(Array(6).fill(true));
    const canceled = await byLoss.explainBestRun({ includeCanceled: true });
    expect(canceled.excluded.map(({ reason }) => reason)).toEqual(['pruned', 'pruned']);
  });

  it('want a goal where a study has several, and a metric where nobody names one', async (context) => {
    const there = found();
    if (there === undefined) return context.skip(notRun);
    const several = there.workspace.experiment(there.written.several.experiment);
    await expect(several.loadAsSweep({ primaryMetric: { name: 'value_0' } })).rejects.toMatchObject({
      code: 'invalid-argument',
      hint: expect.stringContaining('several goals'),
    });
    await expect(several.loadAsSweep()).rejects.toMatchObject({
      code: 'not-a-sweep',
      message: expect.stringContaining('its children logged "value_0", "value_1"'),
    });
    const chosen = await several.loadAsSweep({ primaryMetric: { name: 'value_1', goal: 'maximize' } });
    expect((await chosen.explainBestRun()).value).toBe(2);
  });
});
