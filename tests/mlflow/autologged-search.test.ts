import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { connect, HyperDriveRun } from '@hyperdrive-run/sdk';
import { expect, inject, it } from 'vitest';
import { ensureMlflowEnvironment } from './python/make-environment.mjs';

interface Written {
  readonly parent: string;
  readonly candidates: readonly { readonly C: string; readonly gamma: string }[];
  readonly scores: readonly number[];
}

it('a GridSearchCV that logged itself has all its candidates, though MLflow keeps five runs', async (context) => {
  const mlflow = inject('mlflow');
  const environment = await ensureMlflowEnvironment();
  if ('notRun' in mlflow) return context.skip(mlflow.notRun);
  if ('notRun' in environment) return context.skip(environment.notRun);
  const name = `search ${randomUUID()}`;
  const script = path.join(import.meta.dirname, 'python', 'write_search.py');
  const { stdout } = await promisify(execFile)(environment.python, [script, mlflow.url, name], {
    env: { ...process.env, MLFLOW_DISABLE_TELEMETRY: 'true', DO_NOT_TRACK: 'true' },
  });
  const written: Written = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');

  const experiment = connect(`mlflow+${mlflow.url}`).experiment(name);
  const primaryMetric = { name: 'mean_test_score', goal: 'maximize' } as const;
  const sweep = await HyperDriveRun.load(experiment, written.parent, { primaryMetric });
  const children = await sweep.getChildrenSortedByPrimaryMetric();
  const told = children.map(({ hyperparameters, bestPrimaryMetric }) => {
    const [C, gamma] = [hyperparameters?.get('C'), hyperparameters?.get('gamma')];
    return JSON.stringify([C, gamma, bestPrimaryMetric]);
  });
  const held = written.candidates.map(({ C, gamma }, at) => JSON.stringify([C, gamma, written.scores[at]]));
  expect(told.toSorted()).toEqual(held.toSorted());
  expect(children.filter(({ runId }) => runId.startsWith(`${written.parent}/candidate-`))).toHaveLength(7);
  expect(await sweep.explainBestRun()).toMatchObject({ value: Math.max(...written.scores), provisional: false });
}, 180_000);
