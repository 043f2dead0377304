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

/** Runs a search under autologging. @returns what it held, and its run opened as a sweep; `notRun` where neither can be */
async function runSearch(kind: 'grid' | 'halving') {
  const mlflow = inject('mlflow');
  const environment = await ensureMlflowEnvironment();
  if ('notRun' in mlflow) return mlflow;
  if ('notRun' in environment) return environment;
  const name = `search ${randomUUID()}`;
  const script = path.join(import.meta.dirname, 'python', 'write_search.py');
  const args = [script, mlflow.url, name, ...(kind === 'halving' ? [kind] : [])];
  const { stdout } = await promisify(execFile)(environment.python, args, {
    env: { ...process.env, MLFLOW_DISABLE_TELEMETRY: 'true', DO_NOT_TRACK: 'true' },
  });
  const written: Written = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  const experiment = connect(`mlflow+${mlflow.url}`).experiment(name);
  const primaryMetric = { name: 'mean_test_score', goal: 'maximize' } as const;
  return { written, sweep: await HyperDriveRun.load(experiment, written.parent, { primaryMetric }) };
}

it('a GridSearchCV that logged itself has all its candidates, though MLflow keeps five runs', async (context) => {
  const search = await runSearch('grid');
  if ('notRun' in search) return context.skip(search.notRun);
  const { written, sweep } = search;
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

it('a HalvingGridSearchCV, of which MLflow keeps no candidate, is said to lack twelve children', async (context) => {
  const search = await runSearch('halving');
  if ('notRun' in search) return context.skip(search.notRun);
  const warnings: string[] = [];
  const onWarning = (message: string): void => void warnings.push(message);
  const explanation = await search.sweep.explainBestRun({ onWarning });
  expect(explanation).toMatchObject({ best: undefined, provisional: true });
  expect(explanation.provisionalBecause).toContain('children-missing');
  expect(warnings.join()).toMatch(/had 12 children, of which 0/);
}, 180_000);
