import { connect } from '@hyperdrive-run/sdk';
import { backendContract } from '@hyperdrive-run/sdk/testing';
import { describe, expect, inject, it } from 'vitest';
import { beyondMlflow, onServer } from './contract-harness.js';

describe('the MLflow adapter on a real MLflow server', () => {
  const mlflow = inject('mlflow');
  for (const { name, run } of backendContract) {
    it(name, async (context) => {
      if ('notRun' in mlflow) return context.skip(mlflow.notRun);
      const outcome = run(onServer(mlflow.url, () => connect(`mlflow+${mlflow.url}`).backend));
      await expect(outcome.then(() => 'passed', String)).resolves.toBe(beyondMlflow.get(name) ?? 'passed');
    });
  }
});
