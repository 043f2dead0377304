import { describe, expect, it } from 'vitest';
import { sweepTargetOf } from './sweep-target-of.js';

const workspace = 'subscriptions/s/resourceGroups/g/workspaces/w';

describe('the target of an address', () => {
  it.each([
    `azureml://westeurope/${workspace}`,
    `azureml+https://westeurope.api.azureml.ms/${workspace}`,
    'azureml+https://westeurope.api.azureml.ms:443',
  ])('is Azure ML, which takes whole jobs, for %s', (uri) => {
    expect(sweepTargetOf(uri)).toMatchObject({ name: 'Azure ML', takesJobs: true });
  });

  it.each([
    `azureml+http://127.0.0.1:5000/${workspace}`,
    `azureml+https://azureml.ms.example.org/${workspace}`,
    `azureml://westeurope.api.azureml.ms/mlflow/v1.0/${workspace}`,
    'mlflow+http://127.0.0.1:5000',
    'local',
    'sweep.hdsnap',
  ])('is not known for %s', (uri) => {
    expect(sweepTargetOf(uri)).toBeUndefined();
  });
});
