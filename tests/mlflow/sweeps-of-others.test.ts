import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { connect, copyToMlflow, type Experiment, HyperDriveRun } from '@hyperdrive-run/sdk';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { ensureMlflowEnvironment } from './python/make-environment.mjs';

/** What the Python script says of the sweeps that it wrote. */
interface Written {
  /** The best value of each child, by its id, as text; empty where it has none. */
  readonly loop: { readonly parent: string; readonly best: Readonly<Record<string, string>> };
  readonly study: { readonly parent: string; readonly values: readonly number[]; readonly best: unknown };
}

describe('sweeps that other tools wrote with the real Python packages', () => {
  const mlflow = inject('mlflow');
  let written: Written | undefined;
  let experiment: Experiment | undefined;

  beforeAll(async () => {
    const environment = await ensureMlflowEnvironment();
    if ('notRun' in mlflow || 'notRun' in environment) return;
    const name = `others ${randomUUID()}`;
    experiment = connect(`mlflow+${mlflow.url}`).experiment(name);
    written = await write(environment.python, mlflow.url, name);
  }, 180_000);

  const load = (parentId: string, metric: string, goal: 'maximize' | 'minimize'): Promise<HyperDriveRun> => {
    if (experiment === undefined) throw new Error('Nothing was written.');
    return HyperDriveRun.load(experiment, parentId, { primaryMetric: { name: metric, goal } });
  };

  it('open by the metric that the caller names, with the extremes of all values and not the latest ones', async (context) => {
    if (written === undefined) return context.skip('notRun' in mlflow ? mlflow.notRun : 'there is no Python');
    const { parent, best } = written.loop;
    const sweep = await load(parent, 'loss: it/π', 'minimize');
    const sorted = await sweep.getChildrenSortedByPrimaryMetric();

    const found = sorted.map(({ runId, bestPrimaryMetric: value }) => [
      runId,
      value === undefined ? '' : String(value),
    ]);
    expect(Object.fromEntries(found)).toEqual(best);
    expect(sorted.map(({ bestPrimaryMetric }) => bestPrimaryMetric)).toEqual([
      Number.NEGATIVE_INFINITY,
      0.5,
      0.7,
      undefined,
      undefined,
    ]);
    expect(sorted.map(({ status }) => status)).toEqual(['Completed', 'Completed', 'Failed', 'Completed', 'Completed']);
    expect(sorted.map(({ missingReason }) => missingReason)).toEqual([
      undefined,
      undefined,
      undefined,
      'not-logged',
      'not-a-number',
    ]);
    expect(sorted[1]?.hyperparameters).toEqual(new Map([['lr', '0.1']]));
    const sources = await sweep.getHyperparameterSources();
    expect([...sources.values()].map(({ source }) => source)).toEqual(Array(5).fill('parameters'));
  });

  it('tell the best run, its files and its tables', async (context) => {
    if (written === undefined) return context.skip('notRun' in mlflow ? mlflow.notRun : 'there is no Python');
    const sweep = await load(written.loop.parent, 'loss: it/π', 'maximize');
    const best = await sweep.getBestRunByPrimaryMetric();
    const metrics = await best?.getMetrics();

    expect(best?.name).toBe('lr 0.5');
    expect(await best?.getHyperparameters()).toEqual(new Map([['lr', '0.5']]));
    expect(metrics?.toJSON()).toMatchObject({ notes: { step: [0, 1], note: ['a', 'b'] } });
    const names: string[] = [];
    for await (const name of best?.getFileNames() ?? []) names.push(name);
    expect(names.toSorted()).toEqual(['model/weights.txt', 'notes.json']);
    let text = '';
    for await (const chunk of (await best?.downloadFile('model/weights.txt')) ?? [])
      text += new TextDecoder().decode(chunk);
    expect(text).toBe('weights');
  });

  it('open where Optuna put the children into an experiment of their own', async (context) => {
    if (written === undefined) return context.skip('notRun' in mlflow ? mlflow.notRun : 'there is no Python');
    const { parent, values, best } = written.study;
    const sweep = await load(parent, 'accuracy', 'maximize');
    const sorted = await sweep.getChildrenSortedByPrimaryMetric();
    const explained = await sweep.explainBestRun();

    expect(sorted.map(({ bestPrimaryMetric }) => bestPrimaryMetric)).toEqual(values.toSorted((a, b) => b - a));
    const found = { value: explained.value, params: Object.fromEntries(sorted[0]?.hyperparameters ?? []) };
    expect(found).toEqual(best);
    expect(await explained.best?.getStatus()).toBe('Completed');
  });

  it('say which metrics there are where nobody names one', async (context) => {
    if (written === undefined || experiment === undefined) {
      return context.skip('notRun' in mlflow ? mlflow.notRun : 'there is no Python');
    }
    await expect(HyperDriveRun.load(experiment, written.loop.parent)).rejects.toMatchObject({
      code: 'not-a-sweep',
      message: expect.stringContaining('its children logged "_x0041_", "loss: it/π", "notes"'),
      hint: expect.stringContaining('primaryMetric'),
    });
    await expect(load(written.loop.parent, '', 'maximize')).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('have the names that they were given, also where these look like ones that we escape', async (context) => {
    if (written === undefined || experiment === undefined) {
      return context.skip('notRun' in mlflow ? mlflow.notRun : 'there is no Python');
    }
    const sweep = await load(written.loop.parent, '_x0041_', 'maximize');
    const { value, best, tied } = await sweep.explainBestRun();
    expect([value, tied.length]).toEqual([1, 4]);
    expect((await best?.getTags())?.get('a_x003F_b')).toBe('meant');
    // A name that MLflow does not take can be given to them all the same.
    await best?.setTags({ 'is it?': 'yes' });
    expect((await best?.getTags())?.get('is it?')).toBe('yes');
    await best?.removeTags(['is it?']);
    expect((await best?.getTags())?.has('is it?')).toBe(false);
    const copy = await copyToMlflow(sweep, `mlflow+${'url' in mlflow ? mlflow.url : ''}`, { experiment: randomUUID() });
    const there = connect(`mlflow+${'url' in mlflow ? mlflow.url : ''}`);
    const run = await there.getRun(copy.ids.get(best?.id ?? '') ?? '');
    expect(run.record?.tags.get('a_x003F_b')).toBe('meant');
    const metrics = await run.experiment.backend.getMetrics([run.id], {})[Symbol.asyncIterator]().next();
    expect(metrics.value?.kind === 'read' && metrics.value.metrics.has('_x0041_')).toBe(true);
  });

  it('have no logs, and say so', async (context) => {
    if (written === undefined) return context.skip('notRun' in mlflow ? mlflow.notRun : 'there is no Python');
    const sweep = await load(written.loop.parent, 'loss: it/π', 'minimize');
    await expect(sweep.getLogs().next()).rejects.toMatchObject({ code: 'unsupported-operation' });
    expect(sweep.getPortalUrl()).toBeUndefined();
  });
});

async function write(python: string, url: string, experiment: string): Promise<Written> {
  const script = path.join(import.meta.dirname, 'python', 'write_sweeps.py');
  const env = { ...process.env, MLFLOW_DISABLE_TELEMETRY: 'true', DO_NOT_TRACK: 'true', PYTHONWARNINGS: 'ignore' };
  const { stdout } = await promisify(execFile)(python, [script, url, experiment], { env, maxBuffer: 2 ** 24 });
  const written: Written = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  return written;
}
