import { connect } from '@hyperdrive-run/sdk';
import { backendContract } from '@hyperdrive-run/sdk/testing';
import { describe, inject, it } from 'vitest';
import { expectOutcome, onServer } from './contract-harness.js';

describe('the MLflow adapter on a real MLflow server', () => {
  const mlflow = inject('mlflow');
  for (const { name, run } of backendContract) {
    it(name, async (context) => {
      if ('notRun' in mlflow) return context.skip(mlflow.notRun);
      await expectOutcome(name, run(onServer(mlflow.url, () => connect(`mlflow+${mlflow.url}`).backend)));
    });
  }
});
